package parser

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The body of a document, with its text boxes where a reader of the page meets
// them. A box is stored with the paragraph that anchors it, but stands at a
// distance from it: a title box may be anchored three paragraphs further down,
// the boxes of a sidebar all over the page. Where a box comes to stand among
// the paragraphs is found by estimating how far down the page each of them is.

// flow is the body as it is laid out, block by block.
type flow struct {
	blocks []flowBlock
	page   int
	y      float64 // from the top of the text area, points
	sheet  pageSection
}

// flowBlock is a paragraph, a row of a table or a text box.
type flowBlock struct {
	paragraphs  []paragraph
	page        int
	top, bottom float64
	left, right float64
	floating    bool
	beside      bool // a floating box beside the text, as in a sidebar
}

const (
	lineHeight   = 1.2 // of the size of the letters
	letterWidth  = 0.5
	defaultWidth = 468 // of US Letter with inch margins
)

// textHeight estimates the height of text set in lines of that width.
func textHeight(text string, size, width float64) float64 {
	if width < size {
		width = defaultWidth
	}
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines += 1 + int(float64(utf8.RuneCountInString(line))*size*letterWidth/width)
	}
	return float64(lines) * size * lineHeight
}

// body reads the body of the document.
func (s *story) body(blocks []*node, sections []pageSection) []paragraph {
	f := flow{sheet: readSection(nil, 0, 0)}
	at := place{}
	for i, n := range blocks {
		if len(sections) > 0 && i > sections[0].last {
			sections = sections[1:]
		}
		if len(sections) > 0 {
			if next := sections[0]; next.newPage && i == next.start {
				f.turn()
			}
			f.sheet = sections[0]
		}
		at.columns = f.sheet.columns
		switch n.name {
		case "p":
			s.bodyParagraph(n, &f, at)
		case "tbl":
			for _, row := range s.table(n, at) {
				f.add(flowBlock{paragraphs: row.paragraphs, right: f.sheet.width}, row.height)
			}
		}
	}
	var out []paragraph
	for _, b := range f.blocks {
		out = append(out, b.paragraphs...)
	}
	return append(out, s.flush(at)...)
}

func (s *story) bodyParagraph(n *node, f *flow, at place) {
	b := s.gather(n, at)
	if b == nil {
		return
	}
	if b.pageBreak {
		f.turn()
	}
	format := b.format
	block := flowBlock{left: format.left, right: f.sheet.width / float64(max(1, f.sheet.columns))}
	height := format.before + format.after + textHeight(string(b.text), format.run.size, block.right-block.left)
	if p := s.close(b, at); p != nil {
		block.paragraphs = []paragraph{*p}
	}
	f.add(block, height)
	anchor := len(f.blocks) - 1
	for i := range b.boxes {
		f.settle(&b.boxes[i], f.blocks[anchor])
	}
	sortBoxes(b.boxes)
	for _, box := range b.boxes {
		if s.isLate() {
			return
		}
		anchor = f.place(s.box(box, at), box, anchor)
	}
}

// turn begins a new page.
func (f *flow) turn() {
	if f.y > 0 {
		f.page, f.y = f.page+1, 0
	}
}

// add puts a block below the last one.
func (f *flow) add(b flowBlock, height float64) {
	if f.sheet.height > 0 && f.y > f.sheet.height {
		f.turn()
	}
	b.page, b.top = f.page, f.y
	f.y += height
	b.bottom = f.y
	f.blocks = append(f.blocks, b)
}

// settle turns a box's place into one on the area of text.
func (f *flow) settle(box *textBox, anchor flowBlock) {
	dx, dy := 0.0, 0.0
	switch box.vertical {
	case fromText:
		dy = anchor.top
	case fromPage:
		dy = -f.sheet.top
	}
	if box.horizontal == fromPage {
		dx = -f.sheet.left
	}
	if box.toRight {
		dx = f.sheet.width - box.frame.Right
	}
	box.frame.Left, box.frame.Right = box.frame.Left+dx, box.frame.Right+dx
	box.frame.Top, box.frame.Bottom = box.frame.Top+dy, box.frame.Bottom+dy
}

// place inserts a box that is anchored at a block, and returns where that block
// is then.
func (f *flow) place(text []paragraph, box textBox, anchor int) int {
	at := f.blocks[anchor]
	b := flowBlock{
		paragraphs: text, page: at.page, floating: !box.inline,
		top: box.frame.Top, bottom: box.frame.Bottom, left: box.frame.Left, right: box.frame.Right,
	}
	index := anchor
	if box.inline {
		if box.after {
			index = len(f.blocks)
		}
		b.top, b.bottom = at.top, at.bottom
		f.y += box.frame.Bottom - box.frame.Top
	} else {
		b.beside = sharedWidth(b, at) < (at.right-at.left)/3 && (box.grouped || !b.labels())
		for i := range text {
			text[i].beside = b.beside
		}
		index = f.index(b, anchor)
	}
	if box.clears {
		f.y = max(f.y, box.frame.Bottom)
	}
	f.blocks = slices.Insert(f.blocks, index, b)
	if index <= anchor {
		anchor++
	}
	return anchor
}

// index finds where among the blocks a floating box belongs.
func (f *flow) index(b flowBlock, anchor int) int {
	if b.beside {
		if i := f.column(b, anchor); i >= 0 {
			return i
		}
	}
	at := f.blocks[anchor]
	half := (at.bottom - at.top) / 2
	if !b.beside && b.top > at.top+half {
		return len(f.blocks) // behind the boxes that are already below the anchor
	}
	index := anchor
	for index > 0 {
		above := f.blocks[index-1]
		if above.page != b.page || above.floating && above.top <= b.top || above.top < b.top-half {
			break
		}
		index--
	}
	if b.beside {
		index = f.aboveHeading(index)
	}
	return index
}

// aboveHeading returns the index of the heading that ends right above a block,
// or of the block if there is none: a sidebar must not part a heading from what
// it heads. The first lines of all are no heading but a name and a title.
func (f *flow) aboveHeading(index int) int {
	i := index - 1
	for i >= 0 && len(f.blocks[i].paragraphs) == 0 {
		i--
	}
	if i < 0 || !f.blocks[i].heads() {
		return index
	}
	above := 0
	for _, b := range f.blocks[:i] {
		above += len(b.paragraphs)
	}
	if above < 2 {
		return index
	}
	return i
}

// labels reports whether a block is a label in the margin, which belongs to the
// text beside it: "Sales" to the left of four bullets.
func (b flowBlock) labels() bool {
	const widest = 110 // points
	return len(b.paragraphs) == 1 && b.right-b.left < widest && utf8.RuneCountInString(b.paragraphs[0].text) < 40
}

// heads reports whether a block looks like a heading.
func (b flowBlock) heads() bool {
	if len(b.paragraphs) != 1 || b.floating {
		return false
	}
	p := b.paragraphs[0]
	return !p.list && utf8.RuneCountInString(p.text) < 50 && (p.outline > 0 || p.box > 0 || p.bold > 0.9 && p.caps)
}

// column finds the place of a box among earlier ones of the same sidebar; -1 if
// there are none.
func (f *flow) column(b flowBlock, anchor int) int {
	for i := anchor - 1; i >= 0 && f.blocks[i].page == b.page; i-- {
		o := f.blocks[i]
		if o.beside && sharedWidth(o, b) > (b.right-b.left)/2 {
			if o.top <= b.top {
				return i + 1
			}
			if i == 0 || !f.blocks[i-1].beside {
				return i
			}
		}
	}
	return -1
}

// sharedWidth returns the width that two blocks share.
func sharedWidth(a, b flowBlock) float64 {
	return min(a.right, b.right) - max(a.left, b.left)
}

// pageSection is a section of the document with its own page format.
type pageSection struct {
	start, last int // indexes of its first and last block
	columns     int
	newPage     bool // begins on a page of its own
	left, top   float64
	width       float64 // of the area of text
	height      float64
	firstPage   bool // the first page has headers of its own
	margins     []*node
}

// pageSections reads the sections of the body: each is described at its end.
func pageSections(blocks []*node) []pageSection {
	var sections []pageSection
	start := 0
	for i, b := range blocks {
		sectPr := b.child("pPr", "sectPr")
		if b.name == "sectPr" {
			sectPr = b
		}
		if sectPr != nil {
			sections = append(sections, readSection(sectPr, start, i))
			start = i + 1
		}
	}
	return sections
}

func readSection(n *node, start, last int) pageSection {
	size, margin, cols := n.first("pgSz"), n.first("pgMar"), n.first("cols")
	s := pageSection{start: start, last: last}
	s.left, s.top = twips(margin, "left", 72), twips(margin, "top", 72)
	s.width = twips(size, "w", 612) - s.left - twips(margin, "right", 72)
	s.height = twips(size, "h", 792) - s.top - twips(margin, "bottom", 72)
	s.columns = max(1, int(cols.number("num")), len(cols.all("col")))
	s.newPage = start > 0 && n.val("type") != "continuous"
	s.firstPage = n.first("titlePg").on()
	s.margins = append(n.all("headerReference"), n.all("footerReference")...)
	return s
}
