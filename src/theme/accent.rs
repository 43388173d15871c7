//! The site's accent: its tints computed, its contrast held to 4.5.

use crate::config::Config;
use crate::diag::{At, Diagnostic};

/// A colour of sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

const LIGHT_BG: Colour = Colour([0xfb, 0xfa, 0xf8]);
const DARK_BG: Colour = Colour([0x0f, 0x12, 0x13]);
const WHITE: Colour = Colour([255; 3]);
const BLACK: Colour = Colour([0; 3]);
/// What text needs against its ground (WCAG 2.2 AA).
const TEXT: f64 = 4.5;

impl Colour {
    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.strip_prefix('#')?;
        if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// As `#rrggbb`.
    pub fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// This colour with a share of another, in percent.
    fn mix(self, other: Self, percent: u32) -> Self {
        let part = |i: usize| {
            let sum = u32::from(self.0[i]) * (100 - percent) + u32::from(other.0[i]) * percent;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        Self([part(0), part(1), part(2)])
    }

    fn luminance(self) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

/// Contrast of two colours by WCAG 2.
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The style rules of the site's own accent; empty where it sets none.
pub(super) fn rules(config: &Config, diagnostics: &mut Vec<Diagnostic>) -> String {
    let mut read = |key: &str, text: &Option<String>, ground: Colour| {
        let text = text.as_ref()?;
        accepted(key, text, ground)
            .map_err(|problem| diagnostics.push(*problem))
            .ok()
    };
    let light = read("theme.accent", &config.theme.accent, LIGHT_BG);
    let dark = read("theme.accent_dark", &config.theme.accent_dark, DARK_BG);
    let dark = dark.or_else(|| Some(towards(light?, WHITE, DARK_BG, 7.0)));
    let mut css = String::new();
    if let Some(accent) = light {
        css += &format!(":root{{{}}}", tokens(accent, LIGHT_BG, BLACK));
    }
    if let Some(accent) = dark {
        let tokens = tokens(accent, DARK_BG, WHITE);
        css += &format!(
            "@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{tokens}}}}}\
             :root[data-theme=dark]{{{tokens}}}"
        );
    }
    css
}

fn accepted(key: &str, text: &str, ground: Colour) -> Result<Colour, Box<Diagnostic>> {
    let at = || At::Value(key.to_owned());
    let Some(colour) = Colour::parse(text) else {
        let message = format!("`{text}` is not a colour");
        let problem = Diagnostic::error("bad-accent", "fixbook.yaml", at(), message)
            .help("write it as `#rrggbb`, for example `#0a6853`");
        return Err(Box::new(problem));
    };
    let ratio = contrast(colour, ground);
    if ratio >= TEXT {
        return Ok(colour);
    }
    let away = if ground == LIGHT_BG { BLACK } else { WHITE };
    let near = towards(colour, away, ground, TEXT).hex();
    let message =
        format!("the accent `{text}` has a contrast of {ratio:.2} on the page; text needs 4.5");
    let problem = Diagnostic::error("accent-contrast", "fixbook.yaml", at(), message)
        .help(format!("the nearest colour that passes is `{near}`"));
    Err(Box::new(problem))
}

/// The first mix of `colour` with `other` that reaches this contrast on `ground`.
fn towards(colour: Colour, other: Colour, ground: Colour, ratio: f64) -> Colour {
    (0..=100)
        .map(|percent| colour.mix(other, percent))
        .find(|mixed| contrast(*mixed, ground) >= ratio)
        .unwrap_or(other)
}

fn tokens(accent: Colour, ground: Colour, away: Colour) -> String {
    // The strongest tint, up to the design's own share, on which the accent still reads as text.
    let (share, share2) = if away == BLACK { (10, 24) } else { (16, 32) };
    let soft = (0..=share)
        .rev()
        .map(|percent| ground.mix(accent, percent))
        .find(|tint| contrast(accent, *tint) >= TEXT)
        .unwrap_or(ground);
    let deep = accent.mix(BLACK, 85);
    let on = if contrast(accent, WHITE) >= contrast(accent, deep) {
        WHITE
    } else {
        deep
    };
    let list = [
        ("accent", accent),
        ("accent-2", accent.mix(away, 24)),
        ("soft", soft),
        ("soft-2", ground.mix(accent, share2)),
        ("on", on),
    ];
    list.iter()
        .map(|(name, colour)| format!("--{name}:{};", colour.hex()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pale_accent_is_refused_with_one_that_passes() {
        let problem = accepted("theme.accent", "#7ec8b0", LIGHT_BG).expect_err("too pale");
        let near = problem.help.split('`').nth(1).and_then(Colour::parse);
        assert!(contrast(near.expect("a colour"), LIGHT_BG) >= TEXT);
    }

    #[test]
    fn measured_contrast_of_the_design() {
        let accent = Colour::parse("#0a6853").expect("a colour");
        assert!((contrast(accent, LIGHT_BG) - 6.46).abs() < 0.01);
    }
}
