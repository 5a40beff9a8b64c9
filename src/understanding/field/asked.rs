//! Which field of reports a question is about.

use super::{
    filled::{halves, over, stems},
    named, named_at, whole,
};
use crate::{
    domain::{Org, org::Field},
    understanding::text::Text,
};

/// A field where a question speaks of it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'o> {
    /// The field.
    pub field: &'o Field,
    /// The first character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Whether it is named only without what counts, 拜访客户 for 拜访客户数, which may be something else.
    pub loosely: bool,
}

/// The field of reports that a question names, by a name, or by its halves around a word that asks how many: 拜访了多少客户.
pub fn asked<'o>(org: &'o Org, text: &Text) -> Option<Asked<'o>> {
    let longest = named(org, text).into_iter().max_by_key(|(start, end, _)| end - start);
    let by_name = longest.map(|(start, end, field)| Asked { field, start, end, loosely: false });
    by_name.or_else(|| org.fields.of_reports().find_map(|field| counted(field, text)))
}

fn counted<'o>(field: &'o Field, text: &Text) -> Option<Asked<'o>> {
    let stem = stems(field).into_iter().find_map(|stem| whole(text, &stem).next());
    let loosely = stem.map(|(start, end)| Asked { field, start, end, loosely: true });
    loosely.or_else(|| {
        halves(field).into_iter().find_map(|(first, second)| {
            whole(text, &first).find_map(|(start, end)| {
                let at = over(text, end, |w| w.done);
                let behind = over(text, at, |w| w.how_many);
                let end = named_at(text, behind, &second).filter(|_| behind > at)?;
                Some(Asked { field, start, end, loosely: false })
            })
        })
    })
}
