//! How cells look.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Most decimals that are printed.
const DECIMALS: usize = 6;
const PRIMARY: Color = Color::RGB(0x0B_55_63);
const TINT: Color = Color::RGB(0xE8_EE_F0);
const PALE: Color = Color::RGB(0xF4_F7_F8);
const MUTED: Color = Color::RGB(0x4D_60_68);
const DANGER: Color = Color::RGB(0xA3_26_26);

pub struct Formats {
    pub title: Format,
    pub muted: Format,
    pub warning: Format,
    pub label: Format,
    pub header: Format,
    pub header_right: Format,
    pub group: Format,
    pub text: Format,
    pub part: Format,
    pub absent: Format,
    pub note: Format,
    pub link: Format,
    numbers: BTreeMap<(usize, bool, bool), Format>,
    bold: Format,
}

impl Formats {
    pub fn new() -> Self {
        let header = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_background_color(TINT)
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(PRIMARY)
            .set_align(FormatAlign::Bottom);
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let mut numbers = BTreeMap::new();
        for decimals in 0..=DECIMALS {
            for signed in [false, true] {
                for total in [false, true] {
                    numbers.insert((decimals, signed, total), number(decimals, signed, total));
                }
            }
        }
        Self {
            title: Format::new().set_bold().set_font_size(14).set_font_color(PRIMARY),
            muted: Format::new().set_font_color(MUTED),
            warning: Format::new().set_bold().set_font_color(DANGER),
            label: Format::new().set_bold().set_align(FormatAlign::Top),
            header_right: header.clone().set_align(FormatAlign::Right),
            header,
            group: Format::new().set_bold().set_font_color(PRIMARY).set_background_color(PALE),
            part: text.clone().set_indent(1).set_font_color(MUTED),
            bold: text.clone().set_bold().set_background_color(TINT),
            absent: Format::new().set_align(FormatAlign::Right).set_align(FormatAlign::Top),
            note: Format::new().set_font_color(MUTED).set_align(FormatAlign::Top),
            link: Format::new().set_font_color(PRIMARY),
            text,
            numbers,
        }
    }

    /// Of a number with so many decimals, with its sign where it is a change, in a line of totals or not.
    pub fn number(&self, decimals: usize, signed: bool, total: bool) -> &Format {
        self.numbers.get(&(decimals.min(DECIMALS), signed, total)).unwrap_or(&self.text)
    }

    /// Of a text, in a line of totals or not.
    pub fn words(&self, total: bool) -> &Format {
        if total { &self.bold } else { &self.text }
    }
}

fn number(decimals: usize, signed: bool, total: bool) -> Format {
    let zeros = "0".repeat(decimals);
    let plain = if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{zeros}") };
    let code = if signed { format!("+{plain};-{plain};{plain}") } else { plain };
    let format = Format::new().set_num_format(code).set_align(FormatAlign::Top);
    if total { format.set_bold().set_background_color(TINT) } else { format }
}
