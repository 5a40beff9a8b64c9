//! Figures of KPIs that are told in other words: points for a level, a name with words inside, the day's takings.

use crate::{
    domain::{
        Key, access,
        figure::UnitClass,
        org::{Aggregation, Kpi, Level},
        period::DateRange,
    },
    understanding::{
        cue::Cue,
        language,
        lexicon::Named,
        quantity::{Quantity, QuantityKind},
        time::{Grain, Looking},
    },
};

use super::{figures::class, work::Walk};

/// The most characters inside a name that is written apart.
const APART: usize = 3;

/// A day's takings are no less, whatever is sold.
const LEAST_TAKINGS: u32 = 1000;

impl Walk<'_, '_> {
    /// 损耗三点一个点: right behind the name of a rate, with no change told, points say how high it is. The figure ends
    /// before its unit, which would make a difference of it.
    pub(super) fn level(&self, start: usize, q: &Quantity) -> Option<Quantity> {
        let scene = self.scene;
        let chars = &scene.text.chars;
        let pointed = matches!(q.kind, QuantityKind::Points) && chars[q.start..q.end].ends_with(&['个', '点']);
        let named = scene.named_in(start, q.start).next_back().filter(|n| pointed && self.is_rate(n))?;
        let bare = scene.foreign(named.end, q.start) == 0
            && scene.cues_in(named.end, q.start).all(|k| matches!(k.cue, Cue::Glue | Cue::Total | Cue::Progress));
        bare.then(|| Quantity { kind: QuantityKind::Number, end: q.end - 2, ..q.clone() })
    }

    /// Whether a name is that of a KPI in per cent.
    pub(super) fn is_rate(&self, n: &Named) -> bool {
        let kpi = n.kpi.as_ref().and_then(|k| self.scene.lexicon.org().kpi(k));
        kpi.is_some_and(|k| k.unit.class() == UnitClass::Percent)
    }

    /// Whether a figure adds up what a week or a weekend behind brought within the KPI's running period, and compares with
    /// nothing: 上周新增会员618人.
    pub(super) fn of_a_past_span(&self, clause: usize, q: &Quantity, from: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let org = scene.lexicon.org();
        let Some(kpi) = scene.named_in(c.start, c.end).find_map(|n| n.kpi.as_ref().and_then(|k| org.kpi(k))) else {
            return false;
        };
        let period = DateRange::of(kpi.period, scene.today, org.company.fiscal_year_start_month);
        let within = scene
            .times_in(from, q.start, Looking::Back)
            .all(|t| t.range.first >= period.first && t.range.last < scene.today && t.grain != Grain::Day);
        let alone = scene
            .quantities
            .iter()
            .skip(scene.quantities.partition_point(|o| o.end <= c.start))
            .take_while(|o| o.start <= q.end + 24)
            .take_while(|o| o.start < q.end || scene.named_in(q.end, o.start).all(|n| n.kpi.is_none()))
            .all(|o| o.start == q.start || class(o) != class(q) && !matches!(o.kind, QuantityKind::Number));
        kpi.aggregation == Aggregation::Sum && within && alone && self.takes(kpi, q)
    }

    /// A KPI named with words inside its name (追回往年欠费), or the one that sums up what a day takes in (今天卖了3.2万).
    pub(super) fn kpi_of_the_day(&self, clause: usize, q: &Quantity) -> Option<Key> {
        self.kpi_by_stem(clause, q)
            .or_else(|| self.kpi_by_tail(clause, q))
            .or_else(|| self.kpi_named_apart(clause, q))
            .or_else(|| self.takings_of_the_day(clause, q))
    }

    /// 报废 1.9%: the name of a rate without its last word, right before a percentage.
    fn kpi_by_stem(&self, clause: usize, q: &Quantity) -> Option<Key> {
        let scene = self.scene;
        let rate =
            matches!(q.kind, QuantityKind::Percent) || matches!(q.kind, QuantityKind::Number) && !q.value.is_integer();
        if !rate {
            return None;
        }
        let mut at = q.start;
        while at > scene.clauses[clause].start && matches!(scene.text.chars[at - 1], ' ' | ':') {
            at -= 1;
        }
        let words = &scene.text.chars[scene.clauses[clause].start..at];
        let org = scene.lexicon.org();
        let mut found = scene.lexicon.kpi_words().iter().filter(|w| {
            w.stems.iter().any(|stem| words.ends_with(stem))
                && org
                    .kpi(&w.key)
                    .is_some_and(|k| k.unit.class() == UnitClass::Percent && access::moves(org, scene.author, k))
        });
        let first = found.next()?;
        found.next().is_none().then(|| first.key.clone())
    }

    /// 签约额今天18万 for 宴会签约额: the last three characters or more of one KPI's name, with nothing of its own behind.
    fn kpi_by_tail(&self, clause: usize, q: &Quantity) -> Option<Key> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let org = scene.lexicon.org();
        let words = &scene.text.chars[c.start..q.start];
        let tailed = |name: &Vec<char>| {
            (1..=name.len().saturating_sub(3)).any(|cut| {
                let tail = &name[cut..];
                words.windows(tail.len()).rposition(|w| w == tail).is_some_and(|at| {
                    let end = c.start + at + tail.len();
                    at <= 2 && scene.foreign(end, q.start) == 0
                })
            })
        };
        let silent = scene.named_in(c.start, q.end).all(|n| n.kpi.is_none() && n.work.is_none());
        let mut found = scene.lexicon.kpi_words().iter().filter(|w| w.names.iter().any(tailed));
        let first = found.next().filter(|_| silent && found.next().is_none())?;
        let kpi = org.kpi(&first.key).filter(|k| access::moves(org, scene.author, k) && self.takes(k, q))?;
        Some(kpi.id.clone())
    }

    fn kpi_named_apart(&self, clause: usize, q: &Quantity) -> Option<Key> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let words = &scene.text.chars[c.start..q.start];
        let org = scene.lexicon.org();
        let silent = scene.named_in(c.start, q.end).all(|n| n.kpi.is_none() && n.work.is_none());
        let plain = !matches!(q.kind, QuantityKind::Number) || q.value >= LEAST_TAKINGS.into();
        if !silent || !plain {
            return None;
        }
        let mut found = scene.lexicon.kpi_words().iter().filter(|w| {
            w.names.iter().any(|name| stands_apart(words, name))
                && org.kpi(&w.key).is_some_and(|k| access::moves(org, scene.author, k) && self.takes(k, q))
        });
        let first = found.next()?;
        found.next().is_none().then(|| first.key.clone())
    }

    /// 新签认38万, order landed 47,500 USD: the one KPI that sums up money and whose name shares the words right before a
    /// sum, or that counts orders where an order is told.
    pub(super) fn sum_by_words(&self, clause: usize, q: &Quantity) -> Option<Key> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let chars = &scene.text.chars;
        let large = matches!(q.kind, QuantityKind::Money(_))
            || matches!(q.kind, QuantityKind::Number) && q.value >= LEAST_TAKINGS.into();
        let alone = scene.foreign(c.start, c.end) == 0 && scene.cues_in(c.start, c.end).next().is_none();
        let start = match clause.checked_sub(1).filter(|b| alone && scene.together(*b, clause)) {
            Some(before) => scene.clauses[before].start,
            None => self.window(clause, q),
        };
        let led: String = chars[start..q.start].iter().collect();
        let told = |group: &&&[&str]| {
            group.iter().any(|w| led.ends_with(w) && scene.foreign(start, q.start - w.chars().count()) == 0)
        };
        let group = language::zh::words::SAME_SUM.iter().find(told);
        let other = scene.cues_in(start, c.end).any(|k| {
            matches!(k.cue, Cue::Cost | Cue::Not | Cue::Will | Cue::Target | Cue::Than)
                || k.cue == Cue::NotCost && group.is_none()
        });
        if !large || other {
            return None;
        }
        let near = &chars[start.max(q.start.saturating_sub(4))..q.start];
        let said: String = chars[start..c.end].iter().collect();
        let ordered = said.split(|ch: char| !ch.is_alphanumeric()).any(is_order) || said.contains("订单");
        let fits = |kpi: &Kpi| {
            let words = scene.lexicon.kpi_words().iter().find(|w| w.key == kpi.id);
            let shared = words.is_some_and(|w| {
                let mut shared: Vec<char> = near.iter().filter(|ch| w.chars.contains(ch)).copied().collect();
                shared.dedup();
                shared.len() >= 2
            });
            let named =
                |word: &str| std::iter::once(&kpi.name).chain(&kpi.aliases).any(|n| n.to_lowercase().contains(word));
            shared || group.is_some_and(|g| g.iter().any(|w| named(w))) || ordered && (named("单") || named("order"))
        };
        self.one_that_sums(q, &fits)
    }

    fn takings_of_the_day(&self, clause: usize, q: &Quantity) -> Option<Key> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let chars = &scene.text.chars;
        let large = q.value >= LEAST_TAKINGS.into() && matches!(q.kind, QuantityKind::Money(_) | QuantityKind::Number);
        if !large {
            return None;
        }
        let alone = scene.foreign(c.start, c.end) == 0 && c.end - c.start <= q.end - q.start + 2;
        let start = match clause.checked_sub(1).filter(|b| alone && scene.together(*b, clause)) {
            Some(before) => scene.clauses[before].start,
            None => c.start,
        };
        let words: String = chars[start..q.start].iter().collect();
        let sold = language::zh::words::SOLD.iter().any(|w| words.contains(w));
        let today =
            scene.times_in(start, q.start, Looking::Back).any(|t| t.grain == Grain::Day && t.range.last <= scene.today);
        let other = scene.named_in(start, c.end).any(|n| n.work.is_some() || n.kpi.is_some())
            || scene.quantities_in(start, c.end).count() > 1
            || scene.cues_in(start, c.end).any(|k| {
                matches!(k.cue, Cue::Cost | Cue::NotCost | Cue::Total | Cue::Not | Cue::Will | Cue::Target | Cue::Than)
            });
        if !sold || !today || other || scene.foreign(q.end, c.end) > 0 {
            return None;
        }
        self.one_that_sums(q, &|_| true)
    }

    /// The one KPI of the writer's, or of the writer's department, that sums up money and fits.
    fn one_that_sums(&self, q: &Quantity, fits_words: &dyn Fn(&Kpi) -> bool) -> Option<Key> {
        let scene = self.scene;
        let org = scene.lexicon.org();
        let sums = |level: Level| {
            let mut all = org.kpis.iter().filter(move |k: &&Kpi| {
                k.level == level && k.aggregation == Aggregation::Sum && k.unit.class() == UnitClass::Money
            });
            let fits = |k: &&Kpi| access::moves(org, scene.author, k) && self.takes(k, q) && fits_words(k);
            let mut own = all.by_ref().filter(fits);
            let first = own.next();
            (first, own.next())
        };
        match sums(Level::Person) {
            (Some(kpi), None) => Some(kpi.id.clone()),
            (Some(_), Some(_)) => None,
            (None, _) => match sums(Level::Department) {
                (Some(kpi), None) => Some(kpi.id.clone()),
                (Some(_) | None, _) => None,
            },
        }
    }
}

/// Whether a word of a text is an order.
fn is_order(word: &str) -> bool {
    matches!(word, "order" | "orders" | "po")
}

/// Whether both parts of a name stand in words with a little between: 追回往年欠费 for 追回欠费.
fn stands_apart(words: &[char], name: &[char]) -> bool {
    (2..=name.len() - 2).any(|cut| {
        let (head, tail) = name.split_at(cut);
        words.windows(cut).enumerate().filter(|(_, w)| *w == head).any(|(at, _)| {
            let behind = &words[at + cut..];
            (1..=APART).any(|gap| {
                behind.get(gap..gap + tail.len()) == Some(tail) && behind[..gap].iter().all(|c| c.is_alphanumeric())
            })
        })
    })
}
