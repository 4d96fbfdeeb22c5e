package parser

import (
	"strconv"
	"strings"
)

// runFormat is how letters are shown, after all that is inherited.
type runFormat struct {
	size                                    float64 // points
	bold, italic, underline, caps, vanished bool
	color                                   string // RRGGBB, "" for automatic
	shaded                                  bool
	font                                    string
}

// apply lays what rPr sets over f.
func (f *runFormat) apply(rPr *node) {
	if rPr == nil {
		return
	}
	for _, k := range rPr.kids {
		switch k.name {
		case "sz":
			if size := k.number("val") / 2; size > 0 {
				f.size = size
			}
		case "b":
			f.bold = k.on()
		case "i":
			f.italic = k.on()
		case "u":
			f.underline = k.on()
		case "caps", "smallCaps":
			f.caps = k.on() || f.caps && k.name == "smallCaps"
		case "vanish":
			f.vanished = k.on()
		case "color":
			f.color = color(k.attr("val"))
		case "shd", "highlight":
			f.shaded = f.shaded || fills(k)
		case "rFonts":
			if font := k.attr("ascii"); font != "" {
				f.font = font
			}
		}
	}
}

// color returns RRGGBB in capitals, "" for automatic.
func color(val string) string {
	if strings.EqualFold(val, "auto") {
		return ""
	}
	return strings.ToUpper(val)
}

// fills reports whether a shading or highlighting shows as a color of its own.
func fills(n *node) bool {
	if n == nil {
		return false
	}
	if n.name == "highlight" {
		return n.on() && n.attr("val") != "white"
	}
	fill := color(n.attr("fill"))
	pattern := n.attr("val")
	return fill != "" && !isWhite(fill) || n.attr("themeFill") != "" || pattern == "solid" || strings.HasPrefix(pattern, "pct")
}

// isWhite reports whether a color cannot be told from white paper.
func isWhite(rgb string) bool {
	v, err := strconv.ParseUint(rgb, 16, 32)
	return err == nil && len(rgb) == 6 && v>>16 >= 0xF8 && v>>8&0xFF >= 0xF8 && v&0xFF >= 0xF8
}

// paragraphFormat is how a paragraph stands, after all that is inherited.
type paragraphFormat struct {
	run           runFormat
	style         string // name of the style
	outline       int
	num, level    string // list and level, as numbering.xml names them
	align         string
	left, first   float64 // indents, points; first is relative to left
	before, after float64
	ruled, shaded bool
	framed        string // the frame's attributes, "" outside frames
	dropCap       bool
}

// apply lays what pPr sets over f, its rPr (the format of the mark) excepted.
func (f *paragraphFormat) apply(pPr *node) {
	if pPr == nil {
		return
	}
	for _, k := range pPr.kids {
		switch k.name {
		case "outlineLvl":
			f.outline = outlineLevel(k.number("val"))
		case "numPr":
			f.num, f.level = override(f.num, k.val("numId")), override(f.level, k.val("ilvl"))
		case "jc":
			f.align = alignment(k.attr("val"))
		case "ind":
			f.indent(k)
		case "spacing":
			f.before, f.after = twips(k, "before", f.before), twips(k, "after", f.after)
		case "pBdr":
			f.ruled = k.first("top").on() || k.first("bottom").on()
		case "shd":
			f.shaded = fills(k)
		case "framePr":
			f.frame(k)
		}
	}
}

func (f *paragraphFormat) indent(ind *node) {
	f.left = twips(ind, "start", twips(ind, "left", f.left))
	f.first = twips(ind, "firstLine", f.first)
	if ind.attr("hanging") != "" {
		f.first = -twips(ind, "hanging", 0)
	}
}

func (f *paragraphFormat) frame(framePr *node) {
	if kind := framePr.attr("dropCap"); kind != "" && kind != "none" {
		f.dropCap = true
		return
	}
	var b strings.Builder
	for _, a := range framePr.attrs {
		b.WriteString(a.Name.Local + "=" + a.Value + " ")
	}
	f.framed = b.String()
}

func override(old, val string) string {
	if val == "" {
		return old
	}
	return val
}

// outlineLevel turns Word's levels, from 0 with 9 for body text, into ours.
func outlineLevel(val float64) int {
	if val < 0 || val > 8 {
		return 0
	}
	return int(val) + 1
}

func alignment(val string) string {
	switch val {
	case "start":
		return "left"
	case "end":
		return "right"
	case "distribute":
		return "both"
	}
	return val
}

// twips returns an attribute in twentieths of a point as points, or old if it
// is not there. Strict documents may write it with a unit.
func twips(n *node, attr string, old float64) float64 {
	switch v := n.attr(attr); {
	case v == "":
		return old
	case strings.ContainsAny(v, "acimnpt"):
		return points(v)
	}
	return n.number(attr) / 20
}

// styles is styles.xml and numbering.xml.
type styles struct {
	byID     map[string]*node
	defaults *node // docDefaults
	normal   string
	lists    map[string]*node // abstractNum by numId
	changes  map[string]*node // num by numId, for what it overrides
}

func newStyles(sheet, numbering *node) *styles {
	s := &styles{byID: map[string]*node{}, lists: map[string]*node{}, changes: map[string]*node{}}
	s.defaults = sheet.first("docDefaults")
	if sheet != nil {
		for _, k := range sheet.kids {
			if k.name != "style" {
				continue
			}
			s.byID[k.attr("styleId")] = k
			if k.attr("type") == "paragraph" && k.attr("default") != "" && k.attr("default") != "0" {
				s.normal = k.attr("styleId")
			}
		}
	}
	s.readLists(numbering)
	return s
}

func (s *styles) readLists(numbering *node) {
	if numbering == nil {
		return
	}
	abstract := map[string]*node{}
	linked := map[string]*node{} // by the style that stands for the list
	for _, k := range numbering.kids {
		if k.name == "abstractNum" {
			abstract[k.attr("abstractNumId")] = k
			if link := k.val("styleLink"); link != "" {
				linked[link] = k
			}
		}
	}
	for _, k := range numbering.kids {
		if k.name != "num" {
			continue
		}
		list := abstract[k.val("abstractNumId")]
		if target := linked[list.val("numStyleLink")]; target != nil {
			list = target
		}
		s.lists[k.attr("numId")], s.changes[k.attr("numId")] = list, k
	}
}

// chain returns a style and those it is based on, the last of them first.
func (s *styles) chain(id string) []*node {
	var up []*node
	for n := s.byID[id]; n != nil && len(up) < 20; n = s.byID[n.val("basedOn")] {
		up = append(up, n)
	}
	for i, j := 0, len(up)-1; i < j; i, j = i+1, j-1 {
		up[i], up[j] = up[j], up[i]
	}
	return up
}

// paragraph returns the format of a paragraph and of the letters in it that
// have none of their own. The style of a table comes under all others.
func (s *styles) paragraph(pPr *node, table string) paragraphFormat {
	f := paragraphFormat{run: runFormat{size: 10}}
	f.run.apply(s.defaults.child("rPrDefault", "rPr"))
	f.apply(s.defaults.child("pPrDefault", "pPr"))
	id := pPr.val("pStyle")
	if s.byID[id] == nil {
		id = s.normal
	}
	for _, style := range append(s.chain(table), s.chain(id)...) {
		f.run.apply(style.first("rPr"))
		f.apply(style.first("pPr"))
	}
	f.style = styleName(s.byID[id])
	if level := headingLevel(f.style); level > 0 && f.outline == 0 {
		f.outline = level
	}
	if f.left == 0 {
		s.listIndent(&f)
	}
	if num := pPr.first("numPr"); num != nil {
		f.num, f.level = override(f.num, num.val("numId")), override(f.level, num.val("ilvl"))
		s.listIndent(&f)
	}
	f.apply(pPr)
	return f
}

func (s *styles) listIndent(f *paragraphFormat) {
	if ind := s.level(f.num, f.level).child("pPr", "ind"); ind != nil {
		f.indent(ind)
	}
}

// run returns the format of a run of a paragraph.
func (s *styles) run(base runFormat, rPr *node) runFormat {
	f := base
	if rPr == nil {
		return f
	}
	if id := rPr.val("rStyle"); id != "" {
		var own runFormat
		for _, style := range s.chain(id) {
			f.apply(style.first("rPr"))
			own.apply(style.first("rPr"))
		}
		// Switches of a character style turn over those of the paragraph's.
		f.bold, f.italic, f.caps = base.bold != own.bold, base.italic != own.italic, base.caps != own.caps
		f.vanished = base.vanished || own.vanished
	}
	f.apply(rPr)
	return f
}

// styleName returns the name that Word shows. Built-in styles stand in the file
// in lower case, whatever the language of the program: "heading 1".
func styleName(style *node) string {
	name := style.val("name")
	if name == "" {
		return ""
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// headingLevel returns the level of the built-in heading styles, 0 for others.
func headingLevel(style string) int {
	digit, ok := strings.CutPrefix(style, "Heading ")
	if !ok || len(digit) != 1 || digit < "1" || digit > "9" {
		return 0
	}
	return int(digit[0] - '0')
}

// tints reports whether a table's style colors any of its cells.
func (s *styles) tints(id string) bool {
	for _, style := range s.chain(id) {
		if style.find("shd") != nil {
			return true
		}
	}
	return false
}

// level returns the definition of a list's level, nil if there is none.
func (s *styles) level(num, level string) *node {
	if num == "" || num == "0" {
		return nil
	}
	if level == "" {
		level = "0"
	}
	for _, k := range s.changes[num].all("lvlOverride") {
		if l := k.first("lvl"); l != nil && k.attr("ilvl") == level {
			return l
		}
	}
	for _, l := range s.lists[num].all("lvl") {
		if l.attr("ilvl") == level {
			return l
		}
	}
	return nil
}

// list reports whether a list shows a mark at that level, and whether the mark
// counts. Headings often belong to a list that shows none.
func (s *styles) list(num, level string) (list, numbered bool) {
	l := s.level(num, level)
	if l == nil {
		return false, false
	}
	format, text := l.val("numFmt"), l.val("lvlText")
	switch {
	case l.first("lvlPicBulletId") != nil:
		return true, false
	case format == "bullet", format == "none", !strings.Contains(text, "%"):
		return strings.TrimSpace(text) != "", false
	}
	return true, true
}
