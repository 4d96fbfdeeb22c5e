package parser

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// docxReader turns the parts of a document into paragraphs.
type docxReader struct {
	pkg    *docxPackage
	styles *styles
	links  map[string]map[string]relation // of each part, by id
	backed bool                           // something is drawn behind the text, before which white letters may be read

	deadline time.Time
	late     bool // the deadline has passed: nothing more is read

	out      []paragraph
	loose    paragraph // hidden text and links of paragraphs that show nothing
	pictures int
	boxes    int
	tables   int
	runes    int
}

// place says where a paragraph stands.
type place struct {
	part    Part
	cell    *cell
	table   string // style of the table
	box     int
	columns int
	shaded  bool // in a cell with a color of its own
	tinted  bool // on a ground that may be of another color than the page
}

// story is a run of text through paragraphs: the body, a header, a text box. A
// field may begin in one of its paragraphs and end in another.
type story struct {
	*docxReader
	part   string // the file it stands in
	fields []field
	gap    float64      // space that empty paragraphs and the end of the last one leave
	open   *textBuilder // a paragraph that goes on in the next one
	frame  string       // of the last paragraph, "" outside frames
}

// read fills r.out: header, text, notes, footers.
func (r *docxReader) read(document *node, main string) error {
	body := document.first("body")
	if body == nil {
		return fmt.Errorf("%w: its text is missing", ErrDamaged)
	}
	if err := r.readFormats(main); err != nil {
		return err
	}
	paper := color(document.first("background").attr("color"))
	r.backed = paper != "" && !isWhite(paper) || drawsBehind(body)
	blocks := flatten(body.kids)
	sections := pageSections(blocks)
	headers, footers, err := r.margins(main, sections)
	if err != nil {
		return err
	}
	for _, h := range headers {
		r.out = append(r.out, h.paragraphs...)
	}
	r.out = append(r.out, r.story(main).body(blocks, sections)...)
	if err := r.readNotes(main); err != nil {
		return err
	}
	for _, f := range footers {
		r.out = append(r.out, f.paragraphs...)
	}
	r.keepLoose()
	if r.late {
		return ErrTimeout
	}
	if r.runes > r.pkg.limits.Runes {
		return fmt.Errorf("%w: it has more text than a book", ErrTooComplex)
	}
	return nil
}

// readFormats reads the styles, the lists and the links of the main part.
func (r *docxReader) readFormats(main string) error {
	sheet, err := r.pkg.optional(r.pkg.related(main, "styles"))
	if err != nil {
		return err
	}
	numbering, err := r.pkg.optional(r.pkg.related(main, "numbering"))
	if err != nil {
		return err
	}
	r.styles = newStyles(sheet, numbering)
	return nil
}

func (r *docxReader) story(part string) *story {
	if r.links[part] == nil {
		r.links[part] = map[string]relation{}
		for _, rel := range r.pkg.relations(part) {
			r.links[part][rel.id] = rel
		}
	}
	return &story{docxReader: r, part: part}
}

// url returns the address that an id of the story's part stands for.
func (s *story) url(id string) string {
	if rel := s.links[s.part][id]; rel.external {
		return rel.target
	}
	return ""
}

// isLate reports whether the time for reading is over. A document within all
// limits of size can still be built to take minutes.
func (r *docxReader) isLate() bool {
	r.late = r.late || time.Now().After(r.deadline)
	return r.late
}

// drawsBehind reports whether a shape or picture lies behind the text.
func drawsBehind(n *node) bool {
	behind := n.attr("behindDoc")
	return behind == "1" || behind == "true" || strings.Contains(n.attr("style"), "z-index:-") || slices.ContainsFunc(n.kids, drawsBehind)
}

// floats reports whether a shape or picture stands apart from the lines of text.
func floats(n *node) bool {
	return n.name == "anchor" || strings.Contains(n.attr("style"), "position:absolute") || slices.ContainsFunc(n.kids, floats)
}

// transparent reports whether an element only wraps others.
func transparent(name string) bool {
	switch name {
	case "sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "AlternateContent", "Choice", "Fallback":
		return true
	}
	return false
}

// flatten returns blocks without what only wraps them.
func flatten(blocks []*node) []*node {
	var flat []*node
	for _, k := range blocks {
		switch {
		case k.name == "AlternateContent":
			flat = append(flat, flatten(alternative(k).kids)...)
		case transparent(k.name):
			flat = append(flat, flatten(k.kids)...)
		default:
			flat = append(flat, k)
		}
	}
	return flat
}

// blocks reads what stands in a cell, a text box, a header or a note.
func (s *story) blocks(kids []*node, at place) []paragraph {
	var out []paragraph
	for _, k := range flatten(kids) {
		switch k.name {
		case "p":
			before, own, after := s.paragraph(k, at)
			out = append(out, before...)
			if own != nil {
				out = append(out, *own)
			}
			out = append(out, after...)
		case "tbl":
			for _, row := range s.table(k, at) {
				out = append(out, row.paragraphs...)
			}
		}
	}
	return append(out, s.flush(at)...)
}

// flush closes a paragraph that was to go on but for which none follows.
func (s *story) flush(at place) []paragraph {
	b := s.open
	if s.open = nil; b == nil {
		return nil
	}
	if p := s.close(b, at); p != nil {
		return []paragraph{*p}
	}
	return nil
}

// keepLoose hands what no later paragraph could take to the last one.
func (r *docxReader) keepLoose() {
	if r.loose.hidden == "" && len(r.loose.links) == 0 {
		return
	}
	if len(r.out) == 0 {
		r.out = []paragraph{{columns: 1}}
	}
	last := &r.out[len(r.out)-1]
	last.hidden = joinHidden(last.hidden, r.loose.hidden)
	last.links = append(last.links, r.loose.links...)
}

func joinHidden(a, b string) string { return strings.TrimSpace(a + " " + b) }

// paragraph reads a paragraph outside the body: itself, nil if nothing shows,
// and the text boxes before and after it.
func (s *story) paragraph(n *node, at place) (before []paragraph, own *paragraph, after []paragraph) {
	b := s.gather(n, at)
	if b == nil {
		return nil, nil, nil
	}
	sortBoxes(b.boxes)
	height := b.format.run.size * lineHeight
	for _, box := range b.boxes {
		text := s.box(box, at)
		if box.inline && box.after || !box.inline && box.vertical == fromText && box.frame.Top > height/2 {
			after = append(after, text...)
		} else {
			before = append(before, text...)
		}
	}
	return before, s.close(b, at), after
}

// box reads the text of a text box.
func (s *story) box(b textBox, at place) []paragraph {
	s.docxReader.boxes++
	at.box, at.tinted, at.shaded = s.docxReader.boxes, true, false
	if at.part == PartBody || at.part == PartTable {
		at.part = PartTextBox
	}
	return s.story(s.part).blocks(b.content.kids, at)
}

// gather reads the content of a paragraph. It returns nil if the paragraph goes
// on in the next one: its mark was deleted, or it is a drop capital.
func (s *story) gather(n *node, at place) *textBuilder {
	if s.isLate() {
		return nil
	}
	pPr := n.first("pPr")
	format := s.styles.paragraph(pPr, at.table)
	b := s.open
	if s.open = nil; b == nil {
		b = newTextBuilder(&format)
	} else {
		b.format = &format
	}
	for i := range s.fields {
		s.fields[i].start = len(b.text)
	}
	s.inline(n, b, at)
	for _, f := range s.fields {
		if f.url != "" {
			b.link(f.url, f.start)
		}
	}
	mark := pPr.first("rPr")
	if format.dropCap || mark.first("del") != nil || mark.first("moveFrom") != nil {
		s.open = b
		return nil
	}
	return b
}

// close makes a paragraph of what was gathered, nil if nothing of it shows.
func (s *story) close(b *textBuilder, at place) *paragraph {
	const emptyLine = 12
	s.runes += b.runes
	p := b.paragraph()
	p.hidden, p.links = joinHidden(s.loose.hidden, p.hidden), append(s.loose.links, p.links...)
	if s.loose = (paragraph{}); p.text == "" {
		s.gap += emptyLine
		s.loose = p
		return nil
	}
	p.before = max(p.before, s.gap)
	s.gap = b.format.after
	p.list, p.numbered = s.styles.list(b.format.num, b.format.level)
	if p.list {
		p.listLevel = listLevel(b.format.level)
	}
	p.part, p.cell, p.box, p.columns = at.part, at.cell, at.box, max(1, at.columns)
	p.shaded = p.shaded || at.shaded
	s.framed(&p, b.format.framed)
	return &p
}

// framed gives a paragraph of a frame the number of its text box: paragraphs in
// a row with the same frame share one.
func (s *story) framed(p *paragraph, frame string) {
	if frame != "" && p.box == 0 {
		if frame != s.frame {
			s.docxReader.boxes++
		}
		p.box = s.docxReader.boxes
		if p.part == PartBody {
			p.part = PartTextBox
		}
	}
	s.frame = frame
}

func listLevel(level string) int {
	if len(level) != 1 || level < "0" || level > "9" {
		return 0
	}
	return int(level[0] - '0')
}

// inline reads what stands in a paragraph or in an element that wraps a part of
// it.
func (s *story) inline(n *node, b *textBuilder, at place) {
	for _, k := range n.kids {
		switch k.name {
		case "r":
			s.run(k, b, at)
		case "hyperlink":
			start := len(b.text)
			s.inline(k, b, at)
			b.link(s.url(k.attr("id")), start)
		case "fldSimple":
			s.simpleField(k, b, at)
		case "AlternateContent":
			s.inline(alternative(k), b, at)
		case "del", "moveFrom", "pPr", "sdtPr", "rt":
			// deleted, moved away, format, or the reading above a ruby's text
		default:
			s.inline(k, b, at)
		}
	}
}

func (s *story) simpleField(n *node, b *textBuilder, at place) {
	if isPageNumber(n.attr("instr")) {
		return
	}
	start := len(b.text)
	s.inline(n, b, at)
	b.link(fieldURL(n.attr("instr")), start)
}

// run reads a run: text of one format.
func (s *story) run(n *node, b *textBuilder, at place) {
	if s.isLate() {
		return
	}
	format := s.styles.run(b.format.run, n.first("rPr"))
	s.runContent(n, b, format, at)
}

func (s *story) runContent(n *node, b *textBuilder, f runFormat, at place) {
	hidden := s.isHidden(f, b.format, at)
	write := func(r rune) {
		if !hidden && !s.muted() {
			b.add(r, f)
		}
	}
	for _, k := range n.kids {
		switch k.name {
		case "t":
			switch {
			case s.muted():
			case hidden:
				b.hide(k.text)
			default:
				b.write(k.text, f)
			}
		case "tab", "ptab":
			write('\t')
		case "br", "cr":
			write('\n')
			b.pageBreak = b.pageBreak || k.attr("type") == "page"
		case "lastRenderedPageBreak":
			b.pageBreak = true
		case "noBreakHyphen":
			write('-')
		case "sym":
			s.sym(k, b, f, hidden)
		case "fldChar":
			s.fieldChar(k, b)
		case "instrText":
			if i := len(s.fields) - 1; i >= 0 && !s.fields[i].result {
				s.fields[i].code += k.text
			}
		case "drawing", "pict", "object":
			s.shapes(k, b, f)
		case "AlternateContent":
			s.runContent(alternative(k), b, f, at)
		case "ruby":
			s.inline(k, b, at)
		}
	}
}

// sym adds a character that names its font.
func (s *story) sym(n *node, b *textBuilder, f runFormat, hidden bool) {
	var code rune
	if _, err := fmt.Sscanf(n.attr("char"), "%x", &code); err != nil || hidden || s.muted() {
		return
	}
	if code < 0xF000 {
		code |= 0xF000
	}
	f.font = n.attr("font")
	b.symbol(code, f)
}

// shapes takes the text boxes, pictures and linked pictures of a drawing.
func (s *story) shapes(n *node, b *textBuilder, f runFormat) {
	boxes := append(textBoxes(n), s.diagram(n)...)
	for i := range boxes {
		boxes[i].after = len(strings.TrimSpace(string(b.text))) > 0
	}
	b.boxes = append(b.boxes, boxes...)
	if n.find("blip") != nil || n.find("imagedata") != nil {
		s.pictures++
	}
	if click := n.find("hlinkClick"); click != nil {
		b.link(s.url(click.attr("id")), len(b.text))
	}
}

// diagram returns the text of a SmartArt, which stands in a part of its own.
func (s *story) diagram(n *node) []textBox {
	ids := n.find("relIds")
	if ids == nil {
		return nil
	}
	data, err := s.pkg.optional(s.links[s.part][ids.attr("dm")].target)
	if err != nil {
		return nil
	}
	content := &node{name: "txbxContent"}
	for _, point := range data.first("ptLst").all("pt") {
		content.kids = append(content.kids, point.first("t").all("p")...)
	}
	return []textBox{{content: content, inline: true}}
}

// isHidden reports whether letters cannot be seen. White letters are hidden only
// where nothing of another color can lie behind them.
func (s *story) isHidden(f runFormat, p *paragraphFormat, at place) bool {
	const smallest = 2 // points
	if f.vanished || f.size < smallest {
		return true
	}
	return isWhite(f.color) && !f.shaded && !p.shaded && !at.tinted && !s.backed
}

// fieldChar follows a complex field through its begin, its result and its end.
func (s *story) fieldChar(n *node, b *textBuilder) {
	last := len(s.fields) - 1
	switch kind := n.attr("fldCharType"); {
	case kind == "begin" && len(s.fields) < maxFields:
		s.fields = append(s.fields, field{})
	case last < 0:
	case kind == "separate":
		f := &s.fields[last]
		f.result, f.url, f.start = true, fieldURL(f.code), len(b.text)
	case kind == "end":
		f := s.fields[last]
		s.fields = s.fields[:last]
		if f.url != "" {
			b.link(f.url, f.start)
		}
	}
}

// maxFields is how many complex fields may stand within each other.
const maxFields = 50

// field is a complex field that has begun.
type field struct {
	code   string // the instruction
	result bool   // what follows is its result
	url    string // of a link
	start  int    // where the link's text begins in the paragraph
}

// muted reports whether text is part of an instruction, or a page's number.
func (s *story) muted() bool {
	return slices.ContainsFunc(s.fields, func(f field) bool { return !f.result || isPageNumber(f.code) })
}

func isPageNumber(code string) bool {
	words := strings.Fields(code)
	return len(words) > 0 && slices.Contains([]string{"PAGE", "NUMPAGES", "SECTIONPAGES"}, strings.ToUpper(words[0]))
}

var hyperlinkField = compile(`(?i)^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))`)

// fieldURL returns the address of a HYPERLINK field, "" for others and for links
// within the document.
func fieldURL(code string) string {
	m := hyperlinkField.FindStringSubmatch(code)
	if m == nil {
		return ""
	}
	return m[1] + m[2]
}
