//! Marks beside a name that say it is done: [x] 登录接口, 登录接口 ✅.

use crate::{
    domain::{Fact, WorkStatus},
    understanding::{cue::Cue, section::Topic},
};

use super::work::Walk;

/// Signs that something is done. As the bullet of a line that tells more, they say nothing.
const TICKS: [char; 6] = ['✅', '☑', '✔', '✓', '√', '🆗'];

impl Walk<'_, '_> {
    /// A ticked clause that says nothing but the name of a thing tells that it is done.
    pub(crate) fn ticked(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let here = matches!(c.section.topic, Topic::None | Topic::Done | Topic::Doing | Topic::Other);
        if !here || !is_ticked(&scene.text.chars, c.start, c.end) {
            return;
        }
        let works = scene.works_in_full(c);
        let [n] = works.as_slice() else { return };
        let bare = scene.foreign(c.start, n.start) + scene.foreign(n.end, c.end) == 0
            && !scene.text.chars[n.end..c.end].iter().any(|c| c.is_alphanumeric())
            && scene.quantities_in(c.start, c.end).next().is_none()
            && scene.cues_in(c.start, c.end).all(|k| matches!(k.cue, Cue::Glue))
            && scene.times_in(c.start, c.end, crate::understanding::time::Looking::Ahead).next().is_none();
        if bare {
            let (key, doubt) = (n.work.clone(), scene.doubt_of(n));
            self.claim(clause, Fact::Status { state: WorkStatus::Done }, key, doubt);
        }
    }
}

/// Whether a tick stands before a clause, or behind it at the end of its line.
fn is_ticked(chars: &[char], start: usize, end: usize) -> bool {
    let beside = |c: &&char| !matches!(**c, ' ' | '\u{fe0f}' | ')');
    let before: Vec<char> = chars[..start].iter().rev().filter(beside).take(3).copied().collect();
    let boxed = before.len() == 3 && before[0] == ']' && before[2] == '[' && "xv√✓✔".contains(before[1]);
    let led = before.first().is_some_and(|c| TICKS.contains(c));
    let mut rest = chars[end..].iter().take_while(|c| **c != '\n').filter(beside);
    let closed = rest.next().is_some_and(|c| TICKS.contains(c)) && rest.next().is_none();
    boxed || led || closed
}
