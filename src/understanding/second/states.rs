//! Claims of a state that changed and of a date that moved: a word must say so, and nothing may deny it.

use super::{
    Why,
    accept::{Bench, Found},
    answer::Written,
    place::Place,
    subject::{Class, leads, meant, names},
};
use crate::{
    domain::{Doubt, Fact, Key, WorkStatus},
    understanding::{
        cue::{Cue, CueAt},
        reader::{Days, state_of},
        section::Topic,
        text::Text,
        time,
    },
};

impl Bench<'_, '_> {
    /// A state: the word for it stands in the quote and is neither denied nor still to come.
    pub(super) fn status(&self, written: &Written, place: &Place, subject: Option<&Key>) -> Result<Found, Why> {
        let state = written.state.ok_or(Why::Shape)?;
        let subject = self.work_of(subject)?.ok_or(Why::Subject)?;
        let mut why = Why::Unsaid;
        let scene = self.walk.scene;
        for cue in scene.cues_in(place.start, place.end).filter(|k| state_of(k.cue) == Some(state)) {
            let Some(clause) = self.clause_of(place, cue) else { continue };
            match self.changed(clause, cue, state, subject) {
                Ok(doubt) => {
                    let found = Found::new(Fact::Status { state }, doubt);
                    return Ok(Found { only: Some(clause), ..found });
                }
                Err(other) => why = other,
            }
        }
        Err(why)
    }

    fn clause_of(&self, place: &Place, cue: &CueAt) -> Option<usize> {
        let clauses = &self.walk.scene.clauses;
        place.clauses.clone().find(|i| clauses[*i].start <= cue.start && cue.end <= clauses[*i].end)
    }

    fn changed(&self, clause: usize, cue: &CueAt, state: WorkStatus, subject: &Key) -> Result<Option<Doubt>, Why> {
        let scene = self.walk.scene;
        let c = &scene.clauses[clause];
        // What stands next to the word denies it from farther off than a rule would look: 不是昨天说的那个完成.
        let denied = scene.denied(clause, cue.start, cue.end)
            || scene.cues_in(c.start, c.end).any(|k| matches!(k.cue, Cue::Not | Cue::Cannot));
        if denied {
            return Err(Why::Denied);
        }
        if c.section.topic == Topic::Plan || self.walk.looks_ahead(clause, state) {
            return Err(Why::Tense);
        }
        if cue.cue == Cue::Deliver && !self.walk.told_as_past(clause, cue) {
            return Err(Why::Tense);
        }
        // 写完一半: a part of it.
        let part = scene.quantities_in(cue.end, c.end).next().is_some_and(|q| q.start <= cue.end + 1);
        let next = scene.text.chars.get(cue.end).copied().unwrap_or(' ');
        if (state == WorkStatus::Done && part) || (state == WorkStatus::Started && matches!(next, '会' | '后' | '前'))
        {
            return Err(Why::Unsaid);
        }
        let here = names(scene, c.start, c.end, Class::Work);
        if here.is_empty() {
            return leads(scene, clause, Class::Work, subject);
        }
        // 会员首页改版的静态页搞完了: where the thing is named, the rules know whether all of it is meant.
        let whole = self.walk.subjects_of(clause, cue, state);
        match whole.iter().any(|(key, _)| key == subject) || state != WorkStatus::Done {
            true => meant(scene, &here, Class::Work, subject).ok_or(Why::Elsewhere),
            false => Err(Why::Elsewhere),
        }
    }

    /// A date that moved: words move it, and the day is one that the quote means.
    pub(super) fn due_change(&self, written: &Written, place: &Place, subject: Option<&Key>) -> Result<Found, Why> {
        let subject = self.work_of(subject)?.ok_or(Why::Subject)?;
        let date = written.when.ok_or(Why::Date)?;
        let scene = self.walk.scene;
        let cue = scene.cues_in(place.start, place.end).find(|k| k.cue == Cue::Move).ok_or(Why::Unsaid)?;
        let clause = self.clause_of(place, cue).ok_or(Why::Quote)?;
        if scene.denied(clause, cue.start, cue.start) {
            return Err(Why::Denied);
        }
        let days = self.days(place);
        let day = days.iter().rfind(|t| t.range.last == date).ok_or(Why::Date)?;
        // 从周三改到周五: the day before the word is the old one where another follows.
        let follows = days.iter().any(|t| t.start >= cue.end);
        // A single 改 moves only the day right behind it: 改了周五的稿子.
        let near = cue.end - cue.start > 1 || (cue.end..=cue.end + 1).contains(&day.start);
        let formerly = scene.cues_in(place.start, day.start).any(|k| k.cue == Cue::Formerly && day.start - k.end <= 2);
        if (follows && day.start < cue.end) || !near || formerly || date < scene.today {
            return Err(Why::Date);
        }
        let c = &scene.clauses[clause];
        let here = names(scene, c.start, c.end, Class::Work);
        let doubt = if here.is_empty() {
            leads(scene, clause, Class::Work, subject)?
        } else {
            meant(scene, &here, Class::Work, subject).ok_or(Why::Elsewhere)?
        };
        Ok(Found::new(Fact::DueChange { date }, doubt))
    }

    /// The days that the quote names, bare ones looking ahead. A quote may leave out that a day is said twice, as in
    /// 24号(下周二), but not a figure of it: alone, it must mean the same.
    pub(super) fn days(&self, place: &Place) -> Vec<&Days> {
        let scene = self.walk.scene;
        let fiscal = scene.lexicon.org().company.fiscal_year_start_month;
        let alone = time::scan(&Text::new(&place.quote), scene.today, fiscal);
        let whole = |t: &Days| place.start <= t.start && t.end <= place.end;
        let touched = scene.ahead.iter().filter(|t| t.start < place.end && place.start < t.end);
        touched.filter(|t| whole(t) || alone.iter().any(|a| a.ahead == t.range)).collect()
    }
}
