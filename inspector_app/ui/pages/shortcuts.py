"""快捷键: one page that lists them all."""

from typing import Final

from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.theme import label

KEYS: Final = (
    ("到处可用", ""),
    ("Ctrl+N", "新建督导记录；学校卡片上是到这所学校，计划里是安排入校，任务里是布置任务"),
    ("Ctrl+J", "随手记"),
    ("Ctrl+F", "搜索全部记录"),
    (
        "Alt+1 … Alt+9、Alt+0",
        "今日、学校、计划、督导记录、问题台账、照片篓、月统计、上报、更多、设置",
    ),
    ("F1 或 Ctrl+/", "这一页"),
    ("写文字时", ""),
    ("F3 或 Ctrl+Q", "在光标处插入常用语：打拼音首字母找，Enter 插入，Esc 关闭"),
    ("Shift+F3", "到这段文字里下一个要填的 ____"),
    ("Ctrl+Shift+Q", "把选中的字存为常用语"),
    ("写记录时", ""),
    ("Enter", "到下一项（长文字里是换段）"),
    ("Tab 或 Ctrl+Enter", "离开长文字"),
    ("F8 或 Ctrl+E", "下一处未填"),
    ("F7 或 Ctrl+B", "督导室退回的：下一处意见"),
    ("F9 或 Ctrl+D", "定稿"),
    ("Ctrl+P", "打印（先预览）"),
    ("Ctrl+Shift+P / Ctrl+Shift+L", "打印送签稿 / 打印本节听课记录"),
    ("Ctrl+L / Ctrl+M / Ctrl+I", "加听课 / 加亮点 / 加问题"),
    ("Ctrl+T / Ctrl+G", "加访谈 / 加问卷"),
    ("Ctrl+Shift+I", "把这次访谈反映的问题加到“存在问题”"),
    ("Ctrl+R", "推门听课抽签"),
    ("Ctrl+K", "打开这份记录的检查表"),
    ("Ctrl+Shift+K", "打开这份记录的表单"),
    ("Ctrl+;", "在长文字里写上现在的时刻"),
    ("Ctrl+O、Ctrl+V", "选照片、粘贴照片"),
    ("Ctrl+Z / Ctrl+Y", "撤销 / 重做"),
    ("Ctrl+1 … Ctrl+9", "到第几部分"),
    ("检查表和表单里", ""),
    ("Ctrl+K", "换一张、加一张"),
    ("F8 或 Ctrl+E / Shift+F8", "下一处未填 / 上一处"),
    ("Ctrl+P / Esc", "打印（先预览） / 回到记录"),
    ("Ctrl+Z / Ctrl+Y", "撤销 / 重做"),
    ("Ctrl+S", "专项的汇总里：存为 Excel"),
    ("照扫描件代录时（督导室）", ""),
    ("Ctrl+PgDn / Ctrl+PgUp", "扫描件的下一页 / 上一页"),
    ("Ctrl++ / Ctrl+- / Ctrl+0", "扫描件放大 / 缩小 / 适合页宽"),
    ("Ctrl+Shift+R / Ctrl+Shift+B", "把这一页转正 / 本页属于或不属于这份记录"),
    ("Ctrl+Shift+X", "这一页是空白页、封面，不用录"),
    ("Ctrl+Shift+N / F6", "接着录下一份 / 在扫描件和记录之间来回"),
    ("检查表里", ""),
    ("数字、拼音首字母", "选结果并到下一项"),
    ("0 或 Delete", "清掉这一项的结果"),
    ("Enter / Esc", "写备注或填数 / 回到记录"),
    ("Ctrl+Shift+I", "把这个不达标的项转为问题"),
    ("表单里", ""),
    ("数字", "评分表里选第几档并到下一行"),
    ("Ctrl+PgDn / Ctrl+PgUp", "下一部分 / 上一部分"),
    ("F2 或 Ctrl+H", "显示或收起填表说明"),
    ("Ctrl+Shift+N / Ctrl+Shift+Delete", "新增一条 / 删除这一条"),
    ("Ctrl+Shift+I", "把表单里写的问题列入存在问题"),
    ("做表单时", ""),
    ("Ctrl+O / Ctrl+N", "打开工作簿或 Word 表格 / 新建一份"),
    ("Ctrl+E / F5", "用表格程序打开 / 马上重读"),
    ("Enter", "在要看的地方：复制这一格的地址"),
    ("F8 / Shift+F8", "试填里：下一处未填 / 上一处"),
    ("Ctrl+PgDn / Ctrl+PgUp", "试填里：下一部分 / 上一部分"),
    ("Ctrl+Z", "试填里：撤销"),
    ("Ctrl+Shift+Enter", "发布"),
    ("表样里", ""),
    ("Ctrl+N / Ctrl+Enter", "从空表做一份 / 发布"),
    ("人员与电脑登记、加入督导室里", ""),
    ("Ctrl+O / Ctrl+S", "读入申请、采用名册 / 签发名册"),
    ("空格 / Ctrl+Enter", "勾上核对相符的一台 / 登记勾上的，写出申请"),
    ("F5", "投影核对号"),
    ("登记里", ""),
    ("Ctrl+Shift+N", "新登记一条"),
    ("Enter", "进入列表里选中的一条"),
    ("F8 或 Ctrl+E、F9 或 Ctrl+D、Ctrl+P、Ctrl+Z、Ctrl+Y", "与写记录时相同"),
    ("Alt+I", "总结里把选中的数字插入到文字"),
    ("Ctrl+Enter", "自评表、责任分解：到逐项填写"),
    ("Ctrl+↓、Ctrl+↑", "逐项填写：下一项、上一项"),
    ("Esc", "责任矩阵：回到这一条"),
    ("计划里", ""),
    ("Enter / Ctrl+N", "打开选中的半天 / 安排入校；在入校覆盖里 Enter 说明为什么提醒"),
    ("Insert", "安排入校；在入校覆盖里安排到选中的学校"),
    ("Ctrl+PgUp / Ctrl+PgDn", "上一周 / 下一周"),
    ("Enter / 空格 / Delete", "规则和回避里：改规则 / 停用、启用 / 改回全国规则、解除回避"),
    ("学校回复里", ""),
    ("空格 / Enter", "勾选或不勾选这个问题 / 勾选并写它的回复"),
    ("Ctrl+Enter", "记入台账"),
    ("Ctrl+Z / Ctrl+Y", "撤销 / 重做"),
    ("问题台账里", ""),
    ("Enter / Ctrl+Enter", "打开记录 / 记进展"),
    ("上报里", ""),
    ("Ctrl+Enter / Ctrl+Shift+Enter", "上报，写出上报包 / 上报并复制文件，到聊天窗口里粘贴"),
    ("导入里", ""),
    ("Ctrl+Enter", "导入"),
    ("打印预览里", ""),
    ("PgUp / PgDn", "上下翻一屏"),
    ("Ctrl+PgUp / Ctrl+PgDn", "上一页 / 下一页"),
    ("Ctrl++ / Ctrl+- / Ctrl+0", "放大 / 缩小 / 适合页宽"),
    ("Ctrl+P / Ctrl+S / Ctrl+Shift+S / Esc", "打印 / 存为 PDF / 另存为 Word / 关闭"),
    ("Ctrl+Shift+E", "电子签名（装有签名组件的电脑）"),
    ("督导记录、人员和责任区、专项进度、交通和误餐天数里", ""),
    ("Ctrl+P", "打印（先预览）"),
    ("文书档案里", ""),
    ("Ctrl+O / Ctrl+S", "从照片、扫描件里读二维码 / 另存原件"),
    ("选项上", ""),
    ("数字、拼音首字母", "直接选"),
    ("← → 空格", "移动、选中"),
    ("月统计里", ""),
    ("Ctrl+Enter", "这个月的下一步：核对、汇总、上报、锁定"),
    ("Ctrl+G / Ctrl+D / Ctrl+B", "待核对的 / 固定的表和现有记录的差别 / 补报、更正"),
    ("Ctrl+E / Ctrl+K", "督导室：出一版 / 月报核对"),
    ("F4 或 Ctrl+R", "督导室：在选中的数旁边注明差异；收回也在这里"),
    ("Ctrl+P / Ctrl+S / Ctrl+L", "打印（先预览） / 导出 Excel / 按表样填"),
    ("Ctrl+T / Ctrl+M", "图表 / 专项与量表"),
    ("Ctrl+1 … Ctrl+9", "表的第几组"),
    ("统计表里", ""),
    ("PgUp / PgDn", "上一个时段 / 下一个时段"),
    ("Ctrl+PgUp / Ctrl+PgDn", "上一张表 / 下一张表"),
    ("Ctrl+P / Ctrl+S / Ctrl+T", "打印（先预览） / 导出 Excel / 图"),
    ("达标测算里", ""),
    ("Ctrl+O / Ctrl+S / Ctrl+P", "选工作簿 / 保存这次测算 / 打印（先预览）"),
    ("Insert / Delete / Ctrl+Z", "添加一项 / 删去或移到回收站、改回随程序的数 / 取回"),
    ("Ctrl+1 … Ctrl+9", "第几部分"),
    ("常用语里", ""),
    ("Ctrl+N 或 Insert / Enter", "新增 / 改选中的一条"),
    ("Delete / Ctrl+O", "删除、隐藏或取回 / 导入"),
    ("收件里（督导室）", ""),
    ("Ctrl+P", "打印（先预览）"),
    ("F5 / Ctrl+O", "再收一次 / 收文件夹"),
    ("Enter", "登记两位督学对同校同日的答复"),
    ("各区、上报上级里（督导室）", ""),
    ("Ctrl+O / Ctrl+Enter", "收件、读取回执 / 这个月的下一步、上报选中的月"),
    ("Esc", "各区：从背后的记录回到各区"),
    ("Ctrl+T / Ctrl+Shift+N", "各区：每区一行 / 登记下级"),
    ("下发、督导室下发里", ""),
    ("Ctrl+Enter", "督导室：下发；督学：接收选中的一份"),
    ("F5 / Ctrl+O", "督学：再看一次 / 打开下发包"),
    ("发文字号登记里", ""),
    ("Ctrl+Enter", "督导室：给一台督学电脑预留文号"),
    ("Ctrl+N / Delete / Ctrl+P", "登记使用 / 作废选中的号 / 打印登记表"),
    ("表格里", ""),
    ("Enter 或双击", "打开这一行；月统计里列出数字背后的记录"),
    ("Insert / Delete", "校历里加几天 / 去掉选中的一行"),
    ("Ctrl+A、Ctrl+C", "全选；复制选中的行，粘贴到 WPS、Excel 里还是表格"),
)


class ShortcutsPage(Page):
    """A table of keys."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.box.addLayout(header("快捷键"))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setColumnStretch(1, 1)
        for row, (keys, meaning) in enumerate(KEYS):
            if meaning:
                grid.addWidget(label(keys), row, 0)
                grid.addWidget(label(meaning), row, 1)
            else:
                grid.addWidget(label(keys, kind="head"), row, 0, 1, 2)
        grid.setRowStretch(len(KEYS), 1)
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setWidget(inner)
        view.setAccessibleName("快捷键")
        self.box.addWidget(view, 1)
