//! Where the window was left, and where it is put: back to its place, and always onto a screen that is there. Pure.

use std::fmt;
use std::str::FromStr;

/// A place on the desktop, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Of its left edge.
    pub x: i32,
    /// Of its upper edge.
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

/// Where the window was left. It is written down as `x y width height`, and `maximised` where it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// What it takes where it is not maximised.
    pub area: Area,
    pub maximised: bool,
}

/// The strip at the window's upper edge by which it is moved: so much of it must be on a screen.
const GRIP: (i32, i32) = (160, 24);

impl Bounds {
    /// The same, on one of `screens` (their work areas; the first is the one to prefer): as it was where the reader could take hold of it
    /// there and it is no larger than what is left of the screens it lies on, else moved, and made smaller where it is larger than the screen.
    pub fn on(self, screens: &[Area]) -> Self {
        let holds = screens.iter().any(|screen| holds_grip(screen, &self.area));
        if holds && fits(screens, &self.area) {
            return self;
        }
        let overlap = |screen: &&Area| {
            let (width, height) = common(screen, &self.area);
            i64::from(width) * i64::from(height)
        };
        // Of equal ones the last is the greatest.
        let Some(screen) = screens.iter().rev().max_by_key(overlap) else {
            return self;
        };
        Self {
            area: inside(screen, self.area),
            ..self
        }
    }
}

fn holds_grip(screen: &Area, window: &Area) -> bool {
    let strip = Area {
        height: GRIP.1,
        ..*window
    };
    let (width, height) = common(screen, &strip);
    height == GRIP.1 && width >= GRIP.0.min(window.width)
}

/// Is the window no larger than the screens together that it lies on?
fn fits(screens: &[Area], window: &Area) -> bool {
    let under = screens.iter().filter(|screen| {
        let (width, height) = common(screen, window);
        width > 0 && height > 0
    });
    let all = under.copied().reduce(|one, other| {
        let (x, y) = (one.x.min(other.x), one.y.min(other.y));
        let right = (one.x + one.width).max(other.x + other.width);
        let below = (one.y + one.height).max(other.y + other.height);
        Area {
            x,
            y,
            width: right - x,
            height: below - y,
        }
    });
    all.is_some_and(|all| window.width <= all.width && window.height <= all.height)
}

/// How wide and how high what two areas share is.
fn common(one: &Area, other: &Area) -> (i32, i32) {
    let shared = |begin: i32, length: i32, other: i32, more: i32| {
        let end = begin.saturating_add(length).min(other.saturating_add(more));
        end.saturating_sub(begin.max(other)).max(0)
    };
    (
        shared(one.x, one.width, other.x, other.width),
        shared(one.y, one.height, other.y, other.height),
    )
}

fn inside(screen: &Area, window: Area) -> Area {
    let (width, height) = (
        window.width.min(screen.width),
        window.height.min(screen.height),
    );
    Area {
        x: window.x.clamp(screen.x, screen.x + screen.width - width),
        y: window.y.clamp(screen.y, screen.y + screen.height - height),
        width,
        height,
    }
}

/// Where the window was, as the system tells it: of a window that fills the screen, what it takes else is to be kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Trace {
    last: Option<Bounds>,
    /// Where it was last while it was not maximised, and before that.
    normal: [Option<Area>; 2],
}

impl Trace {
    /// Of a window that is put there.
    pub fn of(bounds: Bounds) -> Self {
        Self {
            last: Some(bounds),
            normal: [Some(bounds.area), None],
        }
    }

    /// The window is there now.
    pub fn note(&mut self, now: Bounds) {
        if !now.maximised {
            if self.normal[0] != Some(now.area) {
                self.normal = [Some(now.area), self.normal[0]];
            }
        } else if self
            .last
            .is_some_and(|last| !last.maximised && last.area == now.area)
            && self.normal[1].is_some()
        {
            // The system told of the new size first, and of what made it so afterwards.
            self.normal = [self.normal[1], None];
        }
        self.last = Some(now);
    }

    /// What to write down; nothing where nothing was told.
    pub fn place(&self) -> Option<Bounds> {
        self.last.map(|last| Bounds {
            area: self.normal[0].unwrap_or(last.area),
            ..last
        })
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Area {
            x,
            y,
            width,
            height,
        } = self.area;
        write!(f, "{x} {y} {width} {height}")?;
        if self.maximised {
            f.write_str(" maximised")?;
        }
        Ok(())
    }
}

/// A text that is no bounds: the window opens as at the first time.
#[derive(Debug, PartialEq, Eq)]
pub struct NoBounds;

impl FromStr for Bounds {
    type Err = NoBounds;

    fn from_str(text: &str) -> Result<Self, NoBounds> {
        let words: Vec<&str> = text.split(' ').collect();
        let (numbers, maximised) = match words.as_slice() {
            [numbers @ .., "maximised"] => (numbers, true),
            numbers => (numbers, false),
        };
        let numbers: Result<Vec<i32>, _> = numbers.iter().map(|word| word.parse()).collect();
        match numbers.as_deref() {
            Ok(&[x, y, width, height]) if width > 0 && height > 0 => Ok(Self {
                area: Area {
                    x,
                    y,
                    width,
                    height,
                },
                maximised,
            }),
            _ => Err(NoBounds),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn area(x: i32, y: i32, width: i32, height: i32) -> Area {
        Area {
            x,
            y,
            width,
            height,
        }
    }

    fn left(area: Area) -> Bounds {
        Bounds {
            area,
            maximised: false,
        }
    }

    #[test]
    fn a_window_comes_back_to_its_place_on_a_screen_that_is_there() {
        let first = area(0, 0, 1920, 1080);
        let right = area(1920, 0, 2560, 1440);
        let above = area(0, -1080, 1920, 1080);
        let small = area(0, 0, 1024, 600);
        for (sentence, window, screens, expected) in [
            (
                "as it was",
                area(100, 80, 1280, 832),
                &[first][..],
                area(100, 80, 1280, 832),
            ),
            (
                "on the second screen",
                area(2100, 50, 1280, 832),
                &[first, right],
                area(2100, 50, 1280, 832),
            ),
            (
                "the second screen is gone",
                area(2100, 50, 1280, 832),
                &[first],
                area(640, 50, 1280, 832),
            ),
            (
                "the screen above is gone",
                area(100, -900, 1280, 832),
                &[first],
                area(100, 0, 1280, 832),
            ),
            (
                "the screen above is there",
                area(100, -900, 1280, 832),
                &[first, above],
                area(100, -900, 1280, 832),
            ),
            (
                "the large screen was undocked, and the window's upper edge is still there",
                area(100, 50, 2400, 1300),
                &[area(0, 0, 1366, 768)],
                area(0, 0, 1366, 768),
            ),
            (
                "across two screens, as the reader left it",
                area(200, 50, 3000, 900),
                &[first, right],
                area(200, 50, 3000, 900),
            ),
            (
                "larger than what is left",
                area(2100, 50, 2400, 1300),
                &[small],
                area(0, 0, 1024, 600),
            ),
            (
                "partly beside the screen, as the reader left it",
                area(1700, 600, 1280, 832),
                &[first],
                area(1700, 600, 1280, 832),
            ),
            (
                "only a corner is left",
                area(1900, 1070, 1280, 832),
                &[first],
                area(640, 248, 1280, 832),
            ),
            (
                "its upper edge is above the screen",
                area(100, -40, 1280, 832),
                &[first],
                area(100, 0, 1280, 832),
            ),
            (
                "below all screens",
                area(100, 4000, 1280, 832),
                &[first, right],
                area(100, 248, 1280, 832),
            ),
            (
                "far away",
                area(i32::MAX - 5, i32::MIN + 5, 1280, 832),
                &[first],
                area(640, 0, 1280, 832),
            ),
            (
                "nobody knows the screens",
                area(9000, 9000, 1280, 832),
                &[],
                area(9000, 9000, 1280, 832),
            ),
        ] {
            assert_eq!(left(window).on(screens), left(expected), "{sentence}");
        }
    }

    #[test]
    fn a_maximised_window_stays_so_on_another_screen() {
        let window = Bounds {
            area: area(5000, 0, 800, 600),
            maximised: true,
        };
        assert!(window.on(&[area(0, 0, 1920, 1080)]).maximised);
    }

    #[test]
    fn bounds_are_read_as_they_are_written() {
        for (text, maximised) in [("-1200 40 900 700", false), ("0 0 900 700 maximised", true)] {
            let bounds: Bounds = text.parse().unwrap();
            assert_eq!(bounds.maximised, maximised);
            assert_eq!(bounds.to_string(), text);
        }
        for bad in [
            "",
            "1 2 3",
            "1 2 3 4 5",
            "1 2 0 4",
            "1 2 3 -4",
            "a b c d",
            "1 2 3 4 small",
            "1  2 3 4",
            "99999999999 2 3 4",
        ] {
            assert_eq!(bad.parse::<Bounds>(), Err(NoBounds), "{bad}");
        }
    }

    #[test]
    fn a_window_that_fills_the_screen_keeps_its_size_for_later() {
        let chosen = area(90, 40, 900, 640);
        let whole = area(0, 0, 1920, 1080);
        let full = Bounds {
            area: whole,
            maximised: true,
        };
        let kept = Some(Bounds {
            area: chosen,
            maximised: true,
        });
        for (sentence, told) in [
            ("the state comes first", &[left(chosen), full][..]),
            ("the size comes first", &[left(chosen), left(whole), full]),
            ("the state is told twice", &[left(chosen), full, full]),
            (
                "a screen with another size took it",
                &[
                    left(chosen),
                    full,
                    Bounds {
                        area: area(0, 0, 1366, 768),
                        maximised: true,
                    },
                    full,
                ],
            ),
        ] {
            let mut trace = Trace::default();
            for bounds in told {
                trace.note(*bounds);
            }
            assert_eq!(trace.place(), kept, "{sentence}");
        }
        let mut opened = Trace::of(Bounds {
            area: chosen,
            maximised: true,
        });
        opened.note(full);
        assert_eq!(opened.place(), kept, "opened as it was left");
        opened.note(left(chosen));
        assert_eq!(opened.place(), Some(left(chosen)));
        assert_eq!(Trace::default().place(), None);
    }
}
