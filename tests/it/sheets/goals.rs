//! Goals with all their fields go out and come back, through files and through both databases.

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::{Map, Value, json};
use uuid::Uuid;
use zhixing::{
    domain::Org,
    sheets::{Book, from_csv, from_org, from_xlsx, template, to_csv, to_org, to_xlsx},
    store::{Store, orgs},
};

use super::{COMPANY, DEPARTMENTS, PEOPLE, read, said, workbook};
use crate::store::test_databases;

/// How many companies go all the way.
const COMPANIES: usize = 24;

/// What a KPI is made of; what does not fit together is left out of it.
#[derive(Clone, Debug)]
struct Seed {
    shape: u8,
    owner: usize,
    period: usize,
    rank: usize,
    figures: [i64; 3],
    weight: Option<u8>,
    above: Option<prop::sample::Index>,
    supports: Vec<prop::sample::Index>,
    rolls_up: bool,
}

fn seed() -> impl Strategy<Value = Seed> {
    let figure = || 1_i64..3_000_000_000;
    (
        (0_u8..12, 0_usize..4, 0_usize..5, 0_usize..3, [figure(), figure(), figure()]),
        proptest::option::of(0_u8..=100),
        proptest::option::of(any::<prop::sample::Index>()),
        prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        any::<bool>(),
    )
        .prop_map(|((shape, owner, period, rank, figures), weight, above, supports, rolls_up)| Seed {
            shape,
            owner,
            period,
            rank,
            figures,
            weight,
            above,
            supports,
            rolls_up,
        })
}

/// The fields that say what a KPI is to reach and how it is scored.
fn measured(seed: &Seed, at: usize, plain: &[usize]) -> Value {
    let mut figures = seed.figures;
    figures.sort_unstable();
    // Apart from each other, in millionths.
    let [low, middle, high] = [figures[0], figures[1] + 1, figures[2] + 2].map(|n| n as f64 / 1e6);
    match (seed.shape, plain) {
        (1, _) => json!({ "direction": "range", "target": [low, high] }),
        (2, _) => {
            json!({ "direction": "range", "target": [-high, low], "scoring": { "formula": "range", "falloff": middle } })
        }
        (3, _) => {
            json!({ "direction": "lower", "target": middle, "scoring": { "formula": "tiers", "threshold": high, "stretch": low } })
        }
        (4, _) => json!({ "target": middle, "scoring": { "formula": "tiers", "threshold": low, "stretch": high } }),
        (5, _) => json!({ "direction": "lower", "target": low, "scoring": { "formula": "reciprocal" } }),
        (6, _) => json!({ "direction": "lower", "scoring": { "formula": "milestone", "per_day": low } }),
        (7, _) => json!({ "target": -low, "target_form": "last_year", "baseline": middle }),
        (8, _) => {
            json!({ "target": low, "target_form": "last_month", "period": "month", "scoring": { "formula": "linear" } })
        }
        (9, [first, .., last]) => json!({
            "aggregation": "ratio", "numerator": format!("k{first}"), "denominator": format!("k{last}"),
            "baseline": -low, "scoring": { "formula": "change" },
        }),
        (10, _) => json!({ "form": "objective", "aggregation": "latest" }),
        (11, _) if at > 0 => json!({ "form": "key_result", "parent": "k0", "target": high, "baseline": low }),
        (_, _) => json!({ "target": middle, "baseline": -high }),
    }
}

/// What stands in fields of the company's own: signs that part lists and names too.
fn filled(seed: &Seed) -> Value {
    let number = seed.figures[0] as f64 / 1e6;
    match seed.rank {
        0 => json!({}),
        1 => json!({ "f-text": "甲、乙=丙, \"丁\"", "f-number": -number }),
        _ => json!({ "f-day": "2026-12-01", "f-choice": (["甲,乙", "丙"])[seed.owner % 2] }),
    }
}

/// A company whose KPIs have every field in every fitting form. The first is an objective above others.
fn company(id: &str, seeds: &[Seed]) -> Org {
    let mut kpis: Vec<Map<String, Value>> = Vec::new();
    let mut plain: Vec<usize> = Vec::new();
    for (at, seed) in seeds.iter().enumerate() {
        let seed = if at == 0 { &Seed { shape: 10, ..seed.clone() } } else { seed };
        let (level, owner) = [("company", id), ("department", "d"), ("position", "店员"), ("person", "p")][seed.owner];
        let above = |index: &prop::sample::Index| (at > 0).then(|| format!("k{}", index.index(at)));
        let mut supports: Vec<String> = seed.supports.iter().filter_map(above).collect();
        supports.dedup();
        let mut kpi = json!({
            // Two of one name are told apart by their ids.
            "id": format!("k{at}"), "name": format!("指标{}", at % 5), "level": level, "owner": owner, "unit": "%",
            "direction": "higher", "aggregation": (["sum", "latest", "average"])[at % 3],
            "period": (["week", "month", "quarter", "half_year", "year"])[seed.period], "weight": seed.weight,
            "parent": seed.above.as_ref().and_then(above), "supports": supports,
            "rank": ([None, Some("primary"), Some("supporting")])[seed.rank], "fields": filled(seed),
        });
        let kpi = kpi.as_object_mut().expect("an object");
        kpi.extend(measured(seed, at, &plain).as_object().expect("fields").clone());
        if kpi["aggregation"] != "ratio" {
            plain.push(at);
        }
        kpis.push(kpi.clone());
    }
    for (at, _) in seeds.iter().enumerate().filter(|(_, s)| s.rolls_up) {
        let key = format!("k{at}");
        if kpis.iter().any(|k| k["parent"] == key.as_str()) {
            kpis[at].insert("rollup".into(), true.into());
        }
    }
    let company = json!({
        "company": { "id": id, "name": "星河" }, "departments": [{ "id": "d", "name": "店" }],
        "people": [{ "id": "p", "name": "李雷", "department": "d", "position": "店员" }], "kpis": kpis,
        "fields": [
            { "id": "f-text", "name": "来源", "of": "kpi", "kind": "text", "aliases": ["数据来源"] },
            { "id": "f-number", "name": "口径", "of": "kpi", "kind": "number", "unit": "万元" },
            { "id": "f-day", "name": "签约日", "of": "kpi", "kind": "date" },
            { "id": "f-choice", "name": "等级", "of": "kpi", "kind": "choice", "choices": ["甲,乙", "丙"] },
            { "id": "f-project", "name": "等级", "of": "project", "kind": "choice", "choices": ["甲"] },
            {
                "id": "f-visits", "name": "拜访客户数", "aliases": ["visits"], "of": "report", "kind": "number", "unit": "家",
                "department": "d", "class": "ordinary",
            },
            { "id": "f-mood", "name": "等级", "of": "report", "kind": "choice", "choices": ["好", "一般"] },
            { "id": "f-feedback", "name": "来源", "of": "report", "kind": "text", "class": "personal" },
        ],
    });
    Org::parse(&company.to_string()).unwrap_or_else(|f| panic!("{}: {company}", f[0]))
}

async fn taken_in(store: &Store, org: Org) -> Org {
    let id: Uuid =
        store.write(move |tx| Box::pin(async move { orgs::create(tx, &org).await })).await.expect("it is imported");
    let mut tx = store.bound_to(id).read().await.expect("it opens");
    orgs::plain_in(&mut tx, id).await.expect("it answers").expect("it is there").0
}

fn through_xlsx(org: &Org) -> Book {
    from_xlsx(&to_xlsx(&from_org(org), &[]).expect("it is written")).expect("it is read")
}

fn through_csv(org: &Org) -> Book {
    from_csv(&to_csv(&from_org(org)).expect("they are written")).expect("they are read")
}

#[tokio::test]
async fn an_export_into_a_fresh_database_is_the_same_company() {
    let mut runner = TestRunner::deterministic();
    let companies: Vec<Org> = (0..COMPANIES)
        .map(|n| {
            let seeds = prop::collection::vec(seed(), 2..16).new_tree(&mut runner).expect("seeds").current();
            company(&format!("c{n}"), &seeds)
        })
        .collect();
    let used = |field: &str| companies.iter().any(|org| org.to_json().contains(field));
    for field in [
        "rollup",
        "rank",
        "supports",
        "scoring",
        "numerator",
        "target_form",
        "key_result",
        "position",
        "half_year",
        "f-text",
        "f-choice",
    ] {
        assert!(used(field), "no company has {field}");
    }
    let (here, xlsx, csv) = (test_databases().await, test_databases().await, test_databases().await);
    for org in companies {
        for (at, here) in here.iter().enumerate() {
            let kept = taken_in(&here.store, org.clone()).await;
            for (form, book, there) in [("XLSX", through_xlsx(&kept), &xlsx[at]), ("CSV", through_csv(&kept), &csv[at])]
            {
                let (read, notes) = to_org(&book, None);
                assert_eq!(notes, Vec::<String>::new());
                let read = read.unwrap_or_else(|f| panic!("{form}: {}", f[0]));
                let again = taken_in(&there.store, read).await;
                assert_eq!(again.to_json(), org.to_json(), "{form}, {}", here.name);
            }
        }
    }
}

const GOALS: &[&str] = &[
    "名称",
    "层级",
    "归属",
    "单位",
    "方向",
    "汇总方式",
    "周期",
    "目标",
    "上级指标",
    "形式",
    "汇总下级",
    "主次",
    "对齐",
    "目标形式",
    "计分方式",
    "分子",
    "分母",
];

/// Reads KPIs under these headings.
fn goals(rows: &[&[&str]]) -> Result<Org, Vec<zhixing::sheets::Fault>> {
    let rows: Vec<&[&str]> = std::iter::once(GOALS).chain(rows.iter().copied()).collect();
    read(&workbook(&[COMPANY, DEPARTMENTS, PEOPLE, ("指标", &rows)]), None)
}

#[test]
fn goals_are_written_in_chinese_or_english() {
    #[rustfmt::skip]
    let chinese: &[&[&str]] = &[
        &["总目标", "公司", "", "%", "越高越好", "最新", "半年", "", "", "目标", "是", "关键"],
        &["回款", "岗位", "工程师", "%", "越高越好", "累计", "月", "100%", "总目标", "关键结果", "否", "", "", "", "分档: 80%～120%"],
        &["签单", "部门", "研发部", "单", "越高越好", "累计", "月", "-15", "", "指标", "", "辅助", "总目标、回款", "同比"],
        &["转化", "公司", "", "%", "越高越好", "比率", "月", "20", "", "", "", "", "", "", "", "回款", "签单"],
    ];
    #[rustfmt::skip]
    let english: &[&[&str]] = &[
        &["总目标", "company", "", "%", "higher", "latest", "half_year", "", "", "objective", "yes", "primary"],
        &["回款", "position", "工程师", "%", "higher", "sum", "month", "100", "总目标", "key result", "no", "", "", "", "tiers 80~120"],
        &["签单", "department", "研发部", "单", "higher", "sum", "month", "-15", "", "kpi", "", "supporting", "总目标, 回款", "last_year"],
        &["转化", "company", "", "%", "higher", "ratio", "month", "20", "", "", "", "", "", "", "", "回款", "签单"],
    ];
    let read = |rows| goals(rows).unwrap_or_else(|f| panic!("{}", f[0])).to_json();
    assert_eq!(read(chinese), read(english));
}

#[test]
fn what_is_wrong_with_a_goal_is_named_by_its_cell() {
    #[rustfmt::skip]
    let cells = said(goals(&[
        &["甲", "岗位", "", "%", "越高越好", "最新", "月", "1", "", "愿景", "也许", "", "丁", "", "分档 80"],
        &["乙", "公司", "", "%", "越高越好", "最新", "月", "1", "", "", "", "", "", "", "区间 一点"],
    ]));
    assert_eq!(
        cells,
        [
            "指标!C2: 归属 is empty",
            "指标!J2: “愿景” is not one of 指标 kpi、目标 objective、关键结果 key_result",
            "指标!K2: “也许” is not one of 是 true、否 false",
            "指标!M2: no KPI is called “丁”",
            "指标!O2: “分档 80” is not one of 线性 linear、反比 reciprocal、变化 change、区间 10 range 10、分档 80~120 tiers 80~120、里程碑 5 milestone 5",
            "指标!O3: “区间 一点” is not one of 线性 linear、反比 reciprocal、变化 change、区间 10 range 10、分档 80~120 tiers 80~120、里程碑 5 milestone 5",
        ]
    );
    #[rustfmt::skip]
    let fits = said(goals(&[
        &["甲", "岗位", "飞行员", "%", "越高越好", "比率", "月", "1", "", "", "是", "", "", "环比", "反比"],
        &["乙", "公司", "", "%", "越高越好", "最新", "季", "1", "甲", "关键结果"],
    ]));
    assert_eq!(
        fits,
        [
            "指标!O2: reciprocal is for the direction lower",
            "指标!F2: a ratio names its numerator and its denominator",
            "指标!C2: nobody has this position",
            "指标!I3: a key result has an objective above it",
        ]
    );
}

#[test]
fn fields_of_the_companys_own_are_named_and_read_by_what_they_hold() {
    let fields: &[&[&str]] = &[
        &["名称", "对象", "类型", "单位", "选项"],
        &["客户等级", "项目", "选项", "", "A、B"],
        &["合同金额", "project", "number", "万元", ""],
    ];
    let projects = |custom: &'static str| -> Vec<Vec<&'static str>> {
        vec![vec!["名称", "负责人", "自定义"], vec!["会员", "李雷", custom]]
    };
    let read = |custom: &'static str| {
        let rows = projects(custom);
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        read(&workbook(&[COMPANY, DEPARTMENTS, PEOPLE, ("项目", &rows), ("字段", fields)]), None)
    };
    let org = read("客户等级=b、合同金额:120").unwrap_or_else(|f| panic!("{}", f[0]));
    let shown: Vec<String> = org.fields.on(&org.projects[0].id).map(|(f, c)| format!("{} {c}", f.name)).collect();
    assert_eq!(shown, ["客户等级 B", "合同金额 120"]);
    assert_eq!(said(read("客户等极=B")), ["项目!C2: no field is called “客户等极”; did you mean 客户等级?"]);
    assert_eq!(said(read("B")), ["项目!C2: “B” is not a field and what stands in it, like 客户等级=A"]);
    assert_eq!(said(read("客户等级=C")), ["项目!C2: 客户等级 takes one of A、B, not “C”"]);
}

#[test]
fn the_template_shows_what_can_be_written_in_both_languages() {
    let notes: Vec<String> = template().1.into_iter().map(|row| row.join(" | ")).collect();
    for line in [
        "层级 | level | 是 | 是谁的指标 | 其中之一:公司 company、部门 department、岗位 position、个人 person",
        "目标形式 | target_form |  | 不填为绝对值;否则目标是比那时增减百分之几 | 其中之一:绝对值 absolute、比去年 last_year、比上月 last_month",
        "汇总下级 | rollup |  | 自己没有数时,按权重汇总下级的完成率 | 其中之一:是 true、否 false",
    ] {
        assert!(notes.iter().any(|note| note.ends_with(line)), "{line}");
    }
}
