//! Colour, once. Nothing is told by colour alone.

use anstyle::{AnsiColor, Style};

use super::format::ColorChoice;
use super::view::Cell;
use crate::base::env::Env;

/// What a piece of text is, as far as colour goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Ordinary,
    Id,
    Good,
    Warn,
    Bad,
    Dim,
}

impl Role {
    /// The role of a cell.
    pub(super) const fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Id(_) => Self::Id,
            Cell::Good(_) => Self::Good,
            Cell::Warn(_) => Self::Warn,
            Cell::Bad(_) => Self::Bad,
            Cell::Dim(_) | Cell::Empty => Self::Dim,
            Cell::Text(_) | Cell::Time(_) | Cell::Number(_) | Cell::Flag(_) | Cell::Secret(_) => Self::Ordinary,
        }
    }

    const fn style(self) -> Style {
        match self {
            Self::Ordinary => Style::new(),
            Self::Id => AnsiColor::Cyan.on_default(),
            Self::Good => AnsiColor::Green.on_default(),
            Self::Warn => AnsiColor::Yellow.on_default(),
            Self::Bad => AnsiColor::Red.on_default(),
            Self::Dim => Style::new().dimmed(),
        }
    }

    /// What switches this role on and off again; empty without colour.
    pub(super) fn codes(self, color: bool) -> (String, String) {
        if !color || self == Self::Ordinary {
            return (String::new(), String::new());
        }
        let style = self.style();
        (style.render().to_string(), style.render_reset().to_string())
    }

    /// `text` in this role.
    pub(super) fn paint(self, text: &str, color: bool) -> String {
        let (on, off) = self.codes(color);
        format!("{on}{text}{off}")
    }
}

/// Whether to use colour on a stream: the flag, then `NO_COLOR`, then `CLICOLOR_FORCE`, then whether it is a
/// terminal that can (no-color.org, bixense.com/clicolors).
pub(super) fn use_color(choice: ColorChoice, is_terminal: bool, env: &Env) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if env.get("NO_COLOR").is_some() => false,
        ColorChoice::Auto if env.get("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        ColorChoice::Auto => is_terminal && env.get("CLICOLOR") != Some("0") && env.get("TERM") != Some("dumb"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_beats_the_environment_and_no_color_beats_force() {
        let color = |choice, terminal, pairs: &[(&str, &str)]| {
            use_color(choice, terminal, &Env::from_pairs(pairs.iter().copied()))
        };
        assert!(color(ColorChoice::Auto, true, &[]));
        assert!(!color(ColorChoice::Auto, false, &[]));
        assert!(!color(ColorChoice::Auto, true, &[("NO_COLOR", "1")]));
        assert!(color(ColorChoice::Auto, true, &[("NO_COLOR", "")]), "an empty variable counts as unset");
        assert!(color(ColorChoice::Always, false, &[("NO_COLOR", "1")]));
        assert!(!color(ColorChoice::Never, true, &[("CLICOLOR_FORCE", "1")]));
        assert!(color(ColorChoice::Auto, false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!color(ColorChoice::Auto, false, &[("CLICOLOR_FORCE", "0")]));
        assert!(!color(ColorChoice::Auto, true, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
        assert!(!color(ColorChoice::Auto, true, &[("TERM", "dumb")]));
        assert!(!color(ColorChoice::Auto, true, &[("CLICOLOR", "0")]));
    }

    #[test]
    fn without_colour_nothing_is_added() {
        assert_eq!(Role::Bad.paint("revoked", false), "revoked");
        assert_eq!(Role::Bad.paint("revoked", true), "\u{1b}[31mrevoked\u{1b}[0m");
    }
}
