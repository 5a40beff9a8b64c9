//! Claims of an obstacle and of what comes next.

use super::{
    Why,
    accept::{Bench, Found},
    answer::Written,
    place::Place,
    subject::{Class, leads, meant, names},
};
use crate::{
    domain::{Doubt, Fact, Key},
    understanding::{
        cue::Cue,
        language::{en, zh},
        reader::Strength,
        section::Topic,
        time::Looking,
    },
};

impl Bench<'_, '_> {
    /// An obstacle: a word of blocking, waiting or trouble stands in the quote, or the quote under a heading of risks.
    /// A signed deal is none.
    pub(super) fn blocker(&self, written: &Written, place: &Place, subject: Option<&Key>) -> Result<Found, Why> {
        let scene = self.walk.scene;
        let told = place.clauses.clone().filter(|i| self.hinders(*i, place) && !scene.hearsay(*i));
        let (clause, strength) =
            told.map(|i| (i, self.walk.strength(i))).max_by_key(|(_, strength)| *strength).ok_or(Why::Unsaid)?;
        if strength == Strength::None {
            return Err(Why::Denied);
        }
        let waiting_on = written.waiting_on.as_deref().and_then(|key| self.waited_for(place, key));
        let Some(subject) = subject else {
            let section = matches!(scene.clauses[clause].section.topic, Topic::Risk | Topic::Help);
            let enough = section || strength == Strength::Plain && waiting_on.is_some();
            return if enough { Ok(Found::new(Fact::Blocker { waiting_on }, None)) } else { Err(Why::Subject) };
        };
        let of_kpi = scene.lexicon.org().kpi(subject).is_some();
        if !of_kpi && !scene.lexicon.is_work(subject) {
            return Err(Why::Subject);
        }
        // The cause of a bad figure holds nothing up.
        if of_kpi && strength == Strength::Trouble {
            return Err(Why::Unsaid);
        }
        let doubt = self.held_up(place, clause, if of_kpi { Class::Kpi } else { Class::Work }, subject)?;
        Ok(Found::new(Fact::Blocker { waiting_on }, doubt))
    }

    /// Whether the part of a clause that the quote takes has a word that hinders.
    fn hinders(&self, clause: usize, place: &Place) -> bool {
        let scene = self.walk.scene;
        let c = &scene.clauses[clause];
        let cues = || scene.cues_in(c.start.max(place.start), c.end.min(place.end));
        let word = cues().any(|k| {
            matches!(k.cue, Cue::Blocked | Cue::Trouble) || k.cue == Cue::Wait && self.walk.waits(c, k.start, k.end)
        });
        let good = cues().any(|k| matches!(k.cue, Cue::Done | Cue::Deliver | Cue::Started | Cue::Resolved | Cue::Gain));
        word || matches!(c.section.topic, Topic::Risk | Topic::Help) && !good
    }

    /// What a blocker holds up: a thing the clause names is held up or waited for, so that another may be spoken of.
    fn held_up(&self, place: &Place, clause: usize, class: Class, subject: &Key) -> Result<Option<Doubt>, Why> {
        let scene = self.walk.scene;
        let c = &scene.clauses[clause];
        let wait = scene.cues_in(c.start, c.end).find(|k| k.cue == Cue::Wait).map(|k| k.start);
        let quoted = names(scene, place.start.min(c.start), place.end.max(c.end), class);
        let held: Vec<_> =
            quoted.iter().copied().filter(|n| wait.is_none_or(|w| n.start < w || n.end <= c.start)).collect();
        if let Some(doubt) = meant(scene, &quoted, class, subject) {
            return Ok(doubt);
        }
        if held.is_empty() { leads(scene, clause, class, subject) } else { Err(Why::Elsewhere) }
    }

    /// The one waited for, if the list has them and the quote names them.
    fn waited_for(&self, place: &Place, key: &str) -> Option<Key> {
        let scene = self.walk.scene;
        let listed = self.task.people.iter().find(|p| p.key.as_str() == key).map(|p| &p.key)?;
        let named = scene.named_in(place.start, place.end).any(|n| n.who.as_ref() == Some(listed));
        (named && listed != scene.author).then(|| listed.clone())
    }

    /// A plan: words look ahead, or it stands under a heading of plans. A day that the words do not mean is left out.
    pub(super) fn plan(&self, written: &Written, place: &Place, subject: Option<&Key>) -> Result<Found, Why> {
        let scene = self.walk.scene;
        let subject = self.work_of(subject)?;
        let clause = place.clauses.clone().find(|i| self.ahead(*i)).ok_or(Why::Tense)?;
        let c = &scene.clauses[clause];
        let section = c.section.topic == Topic::Plan;
        if !section {
            let denied = scene.cues_in(c.start, c.end).any(|k| {
                matches!(k.cue, Cue::Not | Cue::Cannot | Cue::Formerly | Cue::Target)
                    || k.cue == Cue::Move && k.end - k.start > 1
            });
            if denied {
                return Err(Why::Denied);
            }
            // A colleague's intention is no plan of the writer's.
            let beyond = scene.times_in(c.start, c.end, Looking::Ahead).map(|t| t.end).max().unwrap_or(c.start + 4);
            if scene.someone_else(c, beyond.min(c.end)) {
                return Err(Why::Unvouched);
            }
        }
        let nothing = scene.cues_in(c.start, c.end).any(|k| k.cue == Cue::Nothing && k.start - c.start <= 1);
        if nothing && scene.foreign(c.start, c.end) <= 3 {
            return Err(Why::Unsaid);
        }
        let doubt = match subject {
            Some(subject) => {
                let here = names(scene, place.start.min(c.start), place.end.max(c.end), Class::Work);
                if here.is_empty() {
                    leads(scene, clause, Class::Work, subject)?
                } else {
                    meant(scene, &here, Class::Work, subject).ok_or(Why::Elsewhere)?
                }
            }
            None => None,
        };
        let meant_day = |day: &chrono::NaiveDate| {
            self.days(place).iter().any(|t| t.range.last == *day) || section && c.section.day == Some(*day)
        };
        let date = written.when.filter(|day| *day >= scene.today && meant_day(day));
        Ok(Found::new(Fact::Plan { date }, doubt))
    }

    /// Whether a clause speaks of what is to come.
    fn ahead(&self, clause: usize) -> bool {
        let scene = self.walk.scene;
        let c = &scene.clauses[clause];
        if c.section.topic == Topic::Plan {
            return true;
        }
        let willed = scene.cues_in(c.start, c.end).filter(|k| k.cue == Cue::Will).any(|k| {
            let word: String = scene.text.chars[k.start..k.end].iter().collect();
            [zh::words::NEXT, zh::words::AIMS, en::words::AIMS].iter().any(|words| words.contains(&word.as_str()))
        });
        (willed || scene.ahead_in(c.start, c.end, willed).is_some()) && !scene.past(clause)
    }
}
