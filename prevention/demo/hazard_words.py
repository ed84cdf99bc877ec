"""What the demo's hazards say: what was seen, what must be done, who answers."""

from hazards.choices import HazardKind, Level, TransferTo

#: What squads and cadres saw on their way.
SEEN = (
    (HazardKind.CHARGING, Level.HIGH, "沿街店面门口飞线充电，两辆电动车。"),
    (HazardKind.FIRE_EXIT, Level.MEDIUM, "出租房楼道堆放纸箱，占了半边。"),
    (HazardKind.WIRING, Level.MEDIUM, "老宅外墙电线垂下，离地不到两米。"),
    (HazardKind.WATER, Level.HIGH, "村道旁护栏网破了一个口子，孩子能钻过去。"),
    (HazardKind.ROAD, Level.MEDIUM, "路面窨井盖移位，已摆锥桶并告诉村里。"),
    (HazardKind.LIGHTING, Level.LOW, "巷口路灯不亮，夜间看不清人。"),
    (HazardKind.GAS, Level.CRITICAL, "大排档气瓶紧挨炉灶，软管已经发硬。"),
    (HazardKind.STRUCTURE, Level.HIGH, "老屋外廊木柱歪斜，楼下有人乘凉。"),
    (HazardKind.MINORS_SALES, Level.MEDIUM, "小店卖烟时没有问年龄。"),
    (HazardKind.CROWDING, Level.MEDIUM, "圩日出入口摆摊，人一多就堵死。"),
)
DETAIL = ("发现：", "检查时：", "现场：")
DEMANDS = {
    "fire_exit": "清除堵塞物，拆除锁具，保证营业和住宿期间出口畅通。",
    "fire_equipment": "更换过期灭火器，清理遮挡物，指定专人每月检查。",
    "wiring": "由持证电工重新布线，穿管保护，拆除私拉乱接线路。",
    "charging": "清走室内停放的电动自行车和电池，到集中充电点充电。",
    "gas": "气瓶移到安全距离以外，更换老化软管，加装卡箍。",
    "structure": "停止使用危险部位，请有资质单位鉴定并加固。",
    "registration": "补齐从业人员、住宿人员实名登记，三日内报送。",
    "chemicals": "清出存放物，按规定入专库、双人双锁并登记。",
}
ANSWERS = ("已责令停用并立案查处。", "已现场处置，隐患已消除。", "已列入整治计划，月底前完成。")
TO = {
    "wiring": TransferTo.POWER,
    "structure": TransferTo.HOUSING,
    "minors_sales": TransferTo.MARKET,
    "lighting": TransferTo.TOWN,
    "road": TransferTo.TOWN,
    "water": TransferTo.TOWN,
    "crowding": TransferTo.TOWN,
    "registration": TransferTo.TOWN,
    "minors_entry": TransferTo.EDUCATION,
    "chemicals": TransferTo.EMERGENCY,
}
