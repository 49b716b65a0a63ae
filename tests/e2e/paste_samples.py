"""What programs put on the clipboard, as each of them writes it, and what must stay."""

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml>
<w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- @font-face {font-family:仿宋_GB2312;} p.MsoNormal {mso-style-unhide:no;
margin:0cm;text-indent:32.0pt;mso-char-indent-count:2.0;} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt;text-justify-trim:punctuation'>
<!--StartFragment--><p class=MsoNormal align=center style='text-align:center'><b><span
style='font-size:16.0pt;font-family:黑体'>三项举措优服务<span lang=EN-US><o:p></o:p>
</span></span></b></p>
<p class=MsoNormal style='text-indent:32.0pt'><span lang=EN-US>9</span>月<span
lang=EN-US>18</span>日，<a href="x" style='mso-comment-reference:张_1'>二期厂房
封顶</a><span class=MsoCommentReference><a class=msocomanchor
href="#_msocom_1">[张1]</a><span style='mso-special-character:comment'></span></span>，
投产在即。<del>这句删掉了。</del><span lang=EN-US><o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
lang=EN-US style='mso-bidi-font-family:宋体'><span style='mso-list:Ignore'>一、<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]><b>
加强领导</b>，落实责任。<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span></span><![endif]>
主动上门。</p>
<p class=MsoNormal><v:shape style='width:200pt'><v:imagedata src="file:///C:/a.png"/>
</v:shape><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p
class=MsoCommentText>张：核对一下</p></div></div><!--EndFragment--></body></html>"""

WPS = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name="Generator" content="WPS Office"></head><body style="tab-interval:21pt;">
<!--StartFragment--><p class=MsoNormal align=justify style="text-indent:24.0000pt;
mso-char-indent-count:2.0000;"><span style="mso-spacerun:'yes';font-family:宋体;"><font
face="宋体">\u3000\u3000近日，</font></span><b><span style="mso-bidi-font-weight:bold;"
><font face="宋体">循环经济产业园</font></span></b><span><font face="Calibri">8</font>
<font face="宋体">个项目集中开工。</font></span><span><o:p></o:p></span></p>
<p class=MsoNormal style="mso-list:l0 level1 lfo1;"><![if !supportLists]><span
style="font-family:宋体;"><span style='mso-list:Ignore;'>（一）<span>&nbsp;</span>
</span></span><![endif]><span><font face="宋体">项目提速。</font></span></p>
<p class=MsoNormal><br></p><p class=MsoNormal><span><font face="宋体">全年</font></span>
<span><font face="Calibri">GDP</font></span><span><font face="宋体">增长</font>6.5%。
</span></p><!--EndFragment--></body></html>"""

WECHAT = """<section data-tool="135编辑器" style="margin:0px;"><section style="
text-align:center;"><section style="display:inline-block;"><strong
style="font-size:18px;"><span leaf="">01&nbsp;&nbsp;抓项目</span></strong></section>
</section><section><p style="
text-indent:2em;"><span leaf="" style="font-size:15px;">&nbsp;&nbsp;&nbsp;&nbsp;开发区
举行</span><span leaf="" style="font-weight:700;">集中签约</span><span leaf="">仪式，
\u200b26个项目落户。</span></p><p style="display:none;"><mp-style-type data-value="3">
</mp-style-type></p><p><br></p><section nodeleaf=""><img class="rich_pages" data-src="
https://mmbiz.qpic.cn/a" src="data:,"></section><p><span style="font-size:12px;">▲ 签约
现场</span></p><section>\u3000\u3000第二段开头<br>\u3000\u3000换行后是第三段</section>
<section style="visibility:hidden"></section><mpvoice name="朗读">朗读</mpvoice>
<svg><text>动画</text></svg></section></section>"""

WEB = """<div class="article"><h1>园区服务再升级</h1><div class="meta"></div>
<div>\u3000\u3000企业说，<em>省心</em>。<sup></sup></div><div>\u3000\u3000干部说，
<strong>还要更快</strong>。</div><ol start="3"><li>全程代办</li><li>限时办结</li></ol>
<ul><li>不见面</li></ul><table><tbody><tr><th>项目</th><th>投资（亿元）</th></tr>
<tr><td><p>电池</p></td><td><p>12</p></td></tr></tbody></table>
<table class="layout"><tr><td><p>左边一段。</p><p>左边又一段。</p></td></tr></table>
<script>boom = 1</script><img src="x" onerror="boom = 2"><p onclick="boom = 3">完。</p>
<button>分享</button></div>"""

PLAIN = (
    "\u3000\u3000第一段。\r\n\r\n\u3000\u3000第二段，2 < 3。\n\t<b>不是粗体</b>\n\u200b"
)

SAMPLES: dict[str, tuple[str, str, str]] = {
    "Word": (
        WORD,
        "",
        "## 三项举措优服务\n\n9月18日，二期厂房封顶，投产在即。\n\n"
        "一、**加强领导**，落实责任。\n\n主动上门。",
    ),
    "WPS": (
        WPS,
        "",
        "近日，**循环经济产业园**8个项目集中开工。\n\n（一）项目提速。\n\n"
        "全年GDP增长6.5%。",
    ),
    "WeChat": (
        WECHAT,
        "",
        "## 01 抓项目\n\n开发区举行**集中签约**仪式，26个项目落户。\n\n▲ 签约现场\n\n"
        "第二段开头\n\n换行后是第三段",
    ),
    "web page": (
        WEB,
        "",
        "## 园区服务再升级\n\n企业说，省心。\n\n干部说，**还要更快**。\n\n"
        "3. 全程代办\n\n4. 限时办结\n\n不见面\n\n"
        "项目\u3000投资（亿元）\n\n电池\u300012\n\n左边一段。\n\n左边又一段。\n\n完。",
    ),
    "plain text": ("", PLAIN, "第一段。\n\n第二段，2 < 3。\n\n<b>不是粗体</b>"),
}
