//! REST API of ConsoRes, and the server of its single-page application.
//!
//! Reading order: [`routes`] has every URL; `handlers` extract and answer, `services` hold the
//! use cases, [`db`] is the only place that knows the databases.

pub mod app;
pub mod auth;
pub mod cli;
pub mod clock;
pub mod config;
mod cursor;
pub mod db;
pub mod demo;
pub mod error;
mod handlers;
mod jobs;
pub mod legal;
mod logging;
pub mod mail;
mod metrics;
mod middleware;
mod oidc;
pub mod openapi;
pub mod operator;
mod random;
mod routes;
mod sealer;
mod services;
pub mod setup;
mod spa;
mod text;
mod tls;
