//! A score as a table to read.

use std::fmt;

use super::{Score, Tally, score::share};

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = |f: &mut fmt::Formatter<'_>, name: &str, t: Tally| {
            writeln!(
                f,
                "  {name:<12} P {:.3}  R {:.3}  F1 {:.3}  (right {}, extra {}, missed {})",
                t.precision(),
                t.recall(),
                t.f1(),
                t.right,
                t.extra,
                t.missed
            )
        };
        row(f, "all", self.all)?;
        row(f, "figures", self.figures)?;
        for slices in [&self.kinds, &self.channels, &self.languages] {
            for (name, tally) in slices {
                row(f, name, *tally)?;
            }
        }
        row(f, "keywords", self.keywords)?;
        writeln!(
            f,
            "  exact reports {:.3} of {}, ungrounded {}, waiting_on {:.3}, summary tells {:.3} at {:.2} of the length",
            self.exact_rate(),
            self.reports,
            self.ungrounded,
            share(self.waiting.1, self.waiting.0),
            share(self.told.1, self.told.0),
            share(self.length.0, self.length.1),
        )?;
        if self.asked > 0 {
            writeln!(
                f,
                "  a model was asked about {} reports; {} claims held, refused {:?}",
                self.asked, self.held, self.refused
            )?;
        }
        Ok(())
    }
}
