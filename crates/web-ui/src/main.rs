//! Single-page application of ConsoRes.
//!
//! [`app`] holds every address, [`lazy`] says which pages are loaded later; [`api`] alone speaks HTTP; [`checker`] speaks with
//! the import worker; [`pages`] own the data they show;
//! [`components`] only draw. [`format`], [`labels`] and [`routes`] are plain functions.

#![expect(
    clippy::needless_pass_by_value,
    reason = "components own their props, even those they only read"
)]

mod anchor;
mod api;
mod app;
mod attempt;
mod browser;
mod checker;
mod components;
mod fold;
mod format;
mod help_desk;
mod labels;
mod lazy;
mod order;
mod pages;
mod remote;
mod rights;
mod routes;
mod screen;
mod selection;
mod session;
mod subject;
mod theme;

fn main() {
    browser::remove_boot_notice();
    leptos::mount::mount_to_body(app::App);
}
