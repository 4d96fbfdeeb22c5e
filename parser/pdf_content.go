package parser

import (
	"bytes"
	"math"
	"unicode/utf8"
)

// The interpreter of content streams. The library's own one stops at the
// first inline image or odd escape; this one passes over what it does not know.

// matrix maps (x, y) to (ax+cy+e, bx+dy+f).
type matrix struct{ a, b, c, d, e, f float64 }

// times returns the matrix that applies m first, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// box maps a box to the upright one that holds it.
func (m matrix) box(b Box) Box {
	x0, y0 := m.apply(b.Left, b.Top)
	x1, y1 := m.apply(b.Right, b.Bottom)
	return Box{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

var identity = matrix{a: 1, d: 1}

// graphics is what q saves and Q restores.
type graphics struct {
	ctm                    matrix
	lineWidth              float64
	font                   *pdfFont
	size                   float64
	charSpace, wordSpace   float64
	stretch, leading, rise float64
	mode                   int
}

// textMode values, of the operator Tr.
const (
	modeFillStroke = 2
	modeInvisible  = 3
	modeClip       = 7
)

const (
	maxOperands = 100_000 // of one operator
	maxSaved    = 1_000   // graphics states saved within each other
	maxActual   = 40      // glyphs whose text is replaced as a whole
)

// painter runs content streams and keeps what they draw.
type painter struct {
	d       *pdfDocument
	page    *rawPage
	glyphs  []glyph
	g       graphics
	saved   []graphics
	tm, tlm matrix
	args    []token // operands; arrays and dictionaries as their elements
	path    pdfPath
	marks   []mark
}

// mark is a piece of marked content, which may say what it reads as.
type mark struct {
	actual string
	has    bool
	first  int // index of its first glyph
}

func newPainter(d *pdfDocument, page *rawPage, base matrix) *painter {
	return &painter{
		d: d, page: page, tm: identity, tlm: identity,
		g: graphics{ctm: base, lineWidth: 1, stretch: 1},
	}
}

// run draws a content stream. Forms are at a depth of their own.
func (p *painter) run(data []byte, r *pdfResources, depth int) {
	s := &scanner{data: data}
	p.args = p.args[:0]
	for p.d.err == nil {
		t := s.next()
		switch t.kind {
		case tokenEnd:
			return
		case tokenNumber, tokenString, tokenName:
			if len(p.args) < maxOperands {
				p.args = append(p.args, t)
			}
		case tokenKeyword:
			if !p.d.tick() {
				return
			}
			if op := string(t.text); op == "BI" {
				skipInlineImage(s)
				p.page.pictures++
			} else if op == "Do" {
				p.paint(r, depth)
			} else if op == "Tf" {
				p.setFont(r)
			} else if !p.textOperator(op) && !p.stateOperator(op) {
				p.pathOperator(op)
			}
			p.args = p.args[:0]
		}
	}
}

// skipInlineImage goes behind the EI that ends an image: one between spaces
// after which text follows.
func skipInlineImage(s *scanner) {
	for t := s.next(); t.kind != tokenEnd; t = s.next() {
		if t.kind == tokenKeyword && string(t.text) == "ID" {
			break
		}
	}
	for {
		i := bytes.Index(s.data[s.pos:], []byte("EI"))
		if i < 0 {
			s.pos = len(s.data)
			return
		}
		start := s.pos + i
		s.pos = start + len("EI")
		before := start > 0 && byteClass[s.data[start-1]] == byteSpace
		if before && (s.pos == len(s.data) || byteClass[s.data[s.pos]] == byteSpace) && isText(s.data[s.pos:]) {
			return
		}
	}
}

func isText(data []byte) bool {
	for _, c := range data[:min(len(data), 16)] {
		if c >= 0x7F || c < ' ' && byteClass[c] != byteSpace {
			return false
		}
	}
	return true
}

// num returns the i-th operand, 0 if it is no number.
func (p *painter) num(i int) float64 {
	if i < len(p.args) && p.args[i].kind == tokenNumber {
		return p.args[i].num
	}
	return 0
}

func (p *painter) numbers() matrix {
	return matrix{p.num(0), p.num(1), p.num(2), p.num(3), p.num(4), p.num(5)}
}

func (p *painter) stateOperator(op string) bool {
	switch op {
	case "q":
		if len(p.saved) < maxSaved {
			p.saved = append(p.saved, p.g)
		}
	case "Q":
		if n := len(p.saved); n > 0 {
			p.g = p.saved[n-1]
			p.saved = p.saved[:n-1]
		}
	case "cm":
		p.g.ctm = p.numbers().times(p.g.ctm)
	case "w":
		p.g.lineWidth = p.num(0)
	case "BDC", "BMC":
		p.begin()
	case "EMC":
		p.end()
	default:
		return false
	}
	return true
}

func (p *painter) textOperator(op string) bool {
	switch op {
	case "BT":
		p.tm, p.tlm = identity, identity
	case "Tc":
		p.g.charSpace = p.num(0)
	case "Tw":
		p.g.wordSpace = p.num(0)
	case "Tz":
		p.g.stretch = p.num(0) / 100
	case "TL":
		p.g.leading = p.num(0)
	case "Ts":
		p.g.rise = p.num(0)
	case "Tr":
		p.g.mode = int(p.num(0))
	case "Td":
		p.move(p.num(0), p.num(1))
	case "TD":
		p.g.leading = -p.num(1)
		p.move(p.num(0), p.num(1))
	case "Tm":
		p.tm = p.numbers()
		p.tlm = p.tm
	case "T*":
		p.move(0, -p.g.leading)
	case "Tj", "TJ":
		p.show()
	case "'":
		p.move(0, -p.g.leading)
		p.show()
	case "\"":
		p.g.wordSpace, p.g.charSpace = p.num(0), p.num(1)
		p.move(0, -p.g.leading)
		p.args = p.args[min(2, len(p.args)):]
		p.show()
	default:
		return false
	}
	return true
}

func (p *painter) move(x, y float64) {
	p.tlm = matrix{1, 0, 0, 1, x, y}.times(p.tlm)
	p.tm = p.tlm
}

func (p *painter) setFont(r *pdfResources) {
	if len(p.args) == 2 && p.args[0].kind == tokenName {
		p.g.font = p.d.font(r, string(p.args[0].text))
		p.g.size = p.num(1)
	}
}

// show draws the strings among the operands; numbers between them move on.
func (p *painter) show() {
	f := p.g.font
	if f == nil {
		return
	}
	pen := p.newPen()
	for _, t := range p.args {
		switch t.kind {
		case tokenNumber:
			pen.advance(-t.num / 1000 * p.g.size)
		case tokenString:
			for text := t.text; len(text) > 0 && p.d.tick(); {
				ch, n := f.next(text)
				text = text[n:]
				p.draw(&pen, ch)
			}
		}
	}
	p.tm.e, p.tm.f = pen.x, pen.y
}

// pen is the place at which the next glyph is drawn, in the space of the text
// and in that of the page.
type pen struct {
	tm       *matrix
	x, y     float64 // translation of the text matrix
	px, py   float64 // on the page
	dx, dy   float64 // on the page, for one unit along the line
	tx, ty   float64 // the same in the space of the text
	stretch  float64
	vertical bool
	turn     uint8
	length   float64 // of (dx, dy)
	size     float64 // of the font on the page
}

func (p *painter) newPen() pen {
	ctm := p.g.ctm
	n := pen{tm: &p.tm, x: p.tm.e, y: p.tm.f, stretch: p.g.stretch, vertical: p.g.font.vertical}
	rx, ry := p.tm.c*p.g.rise, p.tm.d*p.g.rise
	n.px, n.py = ctm.apply(n.x+rx, n.y+ry)
	n.tx, n.ty = p.tm.a, p.tm.b
	if n.vertical {
		n.tx, n.ty, n.stretch = -p.tm.c, -p.tm.d, 1
	}
	n.dx, n.dy = n.tx*ctm.a+n.ty*ctm.c, n.tx*ctm.b+n.ty*ctm.d
	n.length = math.Hypot(n.dx, n.dy)
	up := p.tm
	n.size = math.Abs(p.g.size) * math.Hypot(up.c*ctm.a+up.d*ctm.c, up.c*ctm.b+up.d*ctm.d)
	along := n.dx
	across := n.dy
	if p.g.size < 0 { // drawn backwards from a mirrored matrix
		along, across = -along, -across
	}
	n.turn = quarterTurn(along, across)
	return n
}

// quarterTurn returns the direction (x, y) in quarter turns clockwise.
func quarterTurn(x, y float64) uint8 {
	switch {
	case math.Abs(x) >= math.Abs(y) && x >= 0:
		return 0
	case math.Abs(x) >= math.Abs(y):
		return 2
	case y > 0:
		return 1
	}
	return 3
}

// advance moves on by t units of the text's space along the line.
func (n *pen) advance(t float64) {
	t *= n.stretch
	n.x, n.y = n.x+t*n.tx, n.y+t*n.ty
	n.px, n.py = n.px+t*n.dx, n.py+t*n.dy
}

// place returns a point of the page in the frame of the line.
func (n *pen) place(x, y float64) (along, across float64) {
	switch n.turn {
	case 1:
		return y, -x
	case 2:
		return -x, -y
	case 3:
		return -y, x
	}
	return x, y
}

func (p *painter) draw(n *pen, ch pdfChar) {
	width := ch.width * p.g.size
	if n.vertical {
		width = p.g.size
	}
	space := p.g.charSpace
	if ch.spaced {
		space += p.g.wordSpace
	}
	x0, y := n.place(n.px, n.py)
	x1, _ := n.place(n.px+width*n.stretch*n.dx, n.py+width*n.stretch*n.dy)
	n.advance(width + space)
	if n.size == 0 || math.IsNaN(x0+x1+y) || math.IsInf(x0+x1+y, 0) {
		return
	}
	if ch.text == "" {
		p.page.unread++
	}
	p.d.runes += max(1, utf8.RuneCountInString(ch.text))
	if p.d.runes > p.d.limits.Runes {
		p.d.fail(tooMuchText(p.d.limits.Runes))
		return
	}
	p.glyphs = append(p.glyphs, glyph{
		text: ch.text, x0: min(x0, x1), x1: max(x0, x1), y: y,
		pad: p.g.charSpace * n.stretch * n.length, size: n.size, turn: n.turn,
		invisible: p.g.mode == modeInvisible || p.g.mode == modeClip, face: &p.g.font.face,
	})
}

// begin opens a piece of marked content.
func (p *painter) begin() {
	m := mark{first: len(p.glyphs)}
	for i := 0; i+1 < len(p.args); i++ {
		if p.args[i].kind == tokenName && string(p.args[i].text) == "ActualText" && p.args[i+1].kind == tokenString {
			m.actual, m.has = shownText(textString(p.args[i+1].text)), true
		}
	}
	if len(p.marks) < maxSaved {
		p.marks = append(p.marks, m)
	}
}

// textString decodes a text string: UTF-16 with its mark, or single bytes.
func textString(text []byte) string {
	if rest, ok := bytes.CutPrefix(text, []byte("\xFE\xFF")); ok {
		return unicodeText(rest)
	}
	out := make([]rune, len(text))
	for i, c := range text {
		if out[i] = winAnsiEncoding[c]; out[i] == 0 {
			out[i] = rune(c)
		}
	}
	return string(out)
}

// end closes a piece of marked content. What it says to read as takes the
// place of a word's glyphs; for longer pieces the glyphs tell the places better.
func (p *painter) end() {
	if len(p.marks) == 0 {
		return
	}
	m := p.marks[len(p.marks)-1]
	p.marks = p.marks[:len(p.marks)-1]
	if !m.has || m.first >= len(p.glyphs) {
		return
	}
	word := p.glyphs[m.first]
	for _, g := range p.glyphs[m.first+1:] {
		if g.turn != word.turn || math.Abs(g.y-word.y) > word.size || len(p.glyphs) > m.first+maxActual {
			return
		}
		word.x0, word.x1 = min(word.x0, g.x0), max(word.x1, g.x1)
	}
	word.text = m.actual
	p.glyphs = append(p.glyphs[:m.first], word)
}

// paint draws a form, or counts a picture.
func (p *painter) paint(r *pdfResources, depth int) {
	if len(p.args) == 0 || p.args[0].kind != tokenName {
		return
	}
	x := r.object(string(p.args[0].text))
	switch x.kind {
	case "Image":
		p.page.pictures++
	case "Form":
		if depth < min(p.d.limits.Depth, maxNesting) {
			p.runForm(x.v, r, depth+1)
		}
	}
}

func (p *painter) runForm(v pdfValue, outer *pdfResources, depth int) {
	saved, stack, marks, tm, tlm := p.g, p.saved, p.marks, p.tm, p.tlm
	p.saved, p.marks = nil, nil
	p.g.ctm = formMatrix(v).times(p.g.ctm)
	r := outer
	if own := v.Key("Resources"); !own.IsNull() {
		r = newResources(own)
	}
	p.run(p.d.form(v), r, depth)
	p.g, p.saved, p.marks, p.tm, p.tlm = saved, stack, marks, tm, tlm
}

func formMatrix(v pdfValue) matrix {
	m := v.Key("Matrix")
	if m.Len() != 6 {
		return identity
	}
	return matrix{
		m.Index(0).Float64(), m.Index(1).Float64(), m.Index(2).Float64(),
		m.Index(3).Float64(), m.Index(4).Float64(), m.Index(5).Float64(),
	}
}
