"""What the demo's groups, messages and talks are called and say. Invented."""

from antifraud.choices import Audience, FraudKind, Platform, ReplyKind

#: The five new groups of the station, one for each audience that had none (mission S7).
NEW_GROUPS = (
    (Audience.FIRMS, "曹远企业财务反诈群", Platform.WECOM, 118),
    (Audience.LOGISTICS, "曹远物流快递反诈群", Platform.WECOM, 64),
    (Audience.MOTHERS, "曹远宝妈护家反诈群", Platform.WECHAT, 212),
    (Audience.SCHOOL, "曹远中小学班级家长反诈群", Platform.QQ, 340),
    (Audience.EXPLOSIVES, "曹远涉爆从业单位反诈群", Platform.DINGTALK, 37),
)
#: Names of the groups a village has besides its first; %s is the village.
SECOND = (
    (Audience.ELDERLY, "%s老人活动室群"),
    (Audience.RESIDENTS, "%s外出乡亲群"),
    (Audience.OTHER, "%s沿街商户群"),
)
ADDED = (
    "",
    "",
    "本周我镇已有人接到这类电话，请转告家里老人。",
    "开学前后多发，家长请和孩子说一遍。",
    "接到可疑电话先打96110，或到派出所当面问。",
    "年关将近，转账前先打电话核实。",
)
REPLIES = (
    (ReplyKind.QUESTION, "收到“账户异常”短信带链接，问能不能点。", "不能点，已告知删除，要查就打银行卡背面的电话。"),
    (ReplyKind.QUESTION, "家里老人接到自称医保局的电话，问是不是真的。", "是假的，已打电话给老人说明，没有损失。"),
    (ReplyKind.QUESTION, "孩子想退游戏充值，问找谁。", "告知走平台官方申诉，保留扣款记录，不打网上搜来的电话。"),
    (ReplyKind.QUESTION, "问国家反诈中心APP在哪里下载。", "手机自带应用商店搜索下载，周五晚上民警在村部帮忙安装。"),
    (ReplyKind.QUESTION, "问公司群里老板要求转账怎么核实。", "先打老板原来的电话，公司付款两人复核。"),
    (ReplyKind.QUESTION, "快递说丢件理赔要加微信，问真假。", "假的，到快递点当面核实，不加微信。"),
    (ReplyKind.MET_IT, "有人进了刷单群，已垫付三百元，想退出。", "当晚联系上，已停手报警，没有继续转账。"),
    (ReplyKind.MET_IT, "接到冒充客服的电话，屏幕共享到一半挂断。", "已上门帮忙改密码、卸载软件，钱没有少。"),
    (ReplyKind.THANKS, "多位群友说收到，已转发家族群。", ""),
    (ReplyKind.THANKS, "表示前几天刚挂掉这样的电话。", ""),
    (ReplyKind.OTHER, "希望下次用方言再说一遍。", ""),
)  # fmt: skip
#: (audience, topic, what it is about, hall)
TALKS = (
    (Audience.ELDERLY, FraudKind.POSED_AUTHORITY, "公检法不会电话办案", "老人活动中心"),
    (Audience.RESIDENTS, FraudKind.CLICK_FARMING, "先垫钱的兼职都是骗局", "村部会议室"),
    (Audience.FIRMS, FraudKind.POSED_LEADER, "换号的老板：付款前打电话", "企业会议室"),
    (Audience.MOTHERS, FraudKind.GAME_TRADING, "孩子手里的家长手机", "社区活动室"),
    (Audience.SCHOOL, FraudKind.GAME_TRADING, "免费皮肤背后的人", "学校阶梯教室"),
    (Audience.LOGISTICS, FraudKind.FAKE_SUPPORT, "冒充快递理赔的电话", "分拣场地"),
    (Audience.EXPLOSIVES, FraudKind.POSED_LEADER, "单位群里的转账要求", "单位食堂"),
    (Audience.RESIDENTS, FraudKind.OTHER, "银行卡借给别人的后果", "文化礼堂"),
    (Audience.ELDERLY, FraudKind.INVESTMENT, "高息养老投资", "老人活动中心"),
    (Audience.RESIDENTS, FraudKind.FAKE_LOAN, "放款前交钱的贷款", "晒谷坪夜场"),
)
WHO_CALLED_OFF = "当晚暴雨预警，改期。"
