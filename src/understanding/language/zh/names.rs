//! What people's names look like in Chinese.

/// Common surnames, without those that are everyday words in questions.
pub const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范廖石韦贾夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤";

/// Characters that stand in no name here.
pub const PLAIN: &str = "的了吗呢么在有是把和与及跟给都还请帮这那谁哪过也就被从到对为什向个们你我他她它没交报写吧啊呀";

/// Words that stand in no name.
pub const PLAIN_WORDS: &[&str] = &[
    "一共",
    "总共",
    "一下",
    "今天",
    "昨天",
    "日报",
    "工时",
    "多少",
    "上周",
    "本周",
    "这周",
    "最近",
    "现在",
    "有没有",
    "是不是",
];
