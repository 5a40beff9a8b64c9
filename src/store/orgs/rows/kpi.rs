//! KPIs as rows.

use super::*;

impl KpiRow {
    pub fn of(at: i32, k: &Kpi) -> Result<Self> {
        let (low, high) = match &k.target {
            None => (None, None),
            Some(Target::Bound(value)) => (Some(*value), None),
            Some(Target::Within(range)) => (Some(*range.start()), Some(*range.end())),
        };
        Ok(KpiRow {
            key: k.id.to_string(),
            position: at,
            archived: false,
            name: k.name.clone(),
            aliases: Json(k.aliases.clone()),
            level: word(&k.level),
            owner: k.owner.to_string(),
            unit: k.unit.to_string(),
            direction: word(&k.direction),
            aggregation: word(&k.aggregation),
            cadence: word(&k.period),
            target_low: stored(low)?,
            target_high: stored(high)?,
            baseline: stored(k.baseline)?,
            start_on: k.start,
            end_on: k.end,
            category: word(&k.category),
            weight: stored(k.weight)?,
            parent: text(&k.parent),
            form: word(&k.form),
            rollup: k.rollup,
            rank: k.rank.as_ref().map(word),
            supports: Json(k.supports.clone()),
            scoring: k.scoring.map(Json),
            target_form: word(&k.target_form),
            numerator: k.ratio.as_ref().map(|r| r.numerator.to_string()),
            denominator: k.ratio.as_ref().map(|r| r.denominator.to_string()),
            origin: FILE.into(),
        })
    }

    pub fn thing(self) -> Result<Kpi> {
        let direction: Direction = from_word(&self.direction, "a KPI's direction is unknown")?;
        let low = self.target_low.map(from_millionths);
        let high = self.target_high.map(from_millionths);
        let target = match (low, high) {
            (None, None) => None,
            (Some(value), None) => Some(Target::Bound(value)),
            (Some(low), Some(high)) => Some(Target::Within(low..=high)),
            (None, Some(_)) => return Err(Error::unknown("a KPI's target has no lower end")),
        };
        let ratio = match (self.numerator, self.denominator) {
            (Some(numerator), Some(denominator)) => {
                Some(Ratio { numerator: numerator.into(), denominator: denominator.into() })
            }
            (None, None) => None,
            (_, _) => return Err(Error::unknown("a ratio has one part")),
        };
        Ok(Kpi {
            id: self.key.into(),
            name: self.name,
            aliases: self.aliases.0,
            level: from_word(&self.level, "a KPI's level is unknown")?,
            owner: self.owner.into(),
            unit: Unit::new(self.unit),
            direction,
            aggregation: from_word(&self.aggregation, "a KPI's aggregation is unknown")?,
            period: from_word(&self.cadence, "a KPI's cadence is unknown")?,
            target,
            baseline: self.baseline.map(from_millionths),
            start: self.start_on,
            end: self.end_on,
            category: from_word(&self.category, "a KPI's category is unknown")?,
            weight: self.weight.map(from_millionths),
            parent: self.parent.map(Key::from),
            form: from_word(&self.form, "a KPI's form is unknown")?,
            rollup: self.rollup,
            rank: self.rank.map(|r| from_word(&r, "a KPI's rank is unknown")).transpose()?,
            supports: self.supports.0,
            scoring: self.scoring.map(|s| s.0),
            target_form: from_word(&self.target_form, "the form of a KPI's target is unknown")?,
            ratio,
        })
    }
}
