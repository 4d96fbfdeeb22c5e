package parser

import (
	"strings"
)

// docxLayout puts the paragraphs of a Word document into lines.
type docxLayout struct {
	lines   []Line
	regions int
}

// layoutDOCX returns the lines of a Word document in reading order. A table
// whose rows are short is read row by row, one whose cells hold paragraphs of
// text (a page laid out by a table) cell by cell.
func layoutDOCX(d *rawDOCX) []Line {
	l := &docxLayout{}
	l.paragraphs(d.paragraphs, 0)
	return l.lines
}

// chain returns the cells around a paragraph, outermost first.
func chain(p paragraph) []*cell {
	var c []*cell
	for x := p.cell; x != nil; x = x.parent {
		c = append([]*cell{x}, c...)
	}
	return c
}

func (l *docxLayout) paragraphs(ps []paragraph, depth int) {
	for i := 0; i < len(ps); {
		c := chain(ps[i])
		if len(c) <= depth {
			if i == 0 || ps[i].box != ps[i-1].box || ps[i].part != ps[i-1].part || ps[i-1].cell != ps[i].cell {
				l.regions++
			}
			l.paragraph(ps[i])
			i++
			continue
		}
		j := i + 1
		for j < len(ps) {
			d := chain(ps[j])
			if len(d) <= depth || d[depth].table != c[depth].table || d[depth].row != c[depth].row {
				break
			}
			j++
		}
		l.tableRow(ps[i:j], depth)
		i = j
	}
}

// tableRow reads one row of a table.
func (l *docxLayout) tableRow(ps []paragraph, depth int) {
	var cells [][]paragraph
	last := -1
	for _, p := range ps {
		c := chain(p)[depth]
		if c.col != last {
			cells, last = append(cells, nil), c.col
		}
		cells[len(cells)-1] = append(cells[len(cells)-1], p)
	}
	c := chain(ps[0])[depth]
	if len(cells) == 2 && headedRow(cells) {
		cells[0][0].outline = 1
		for _, ps := range cells {
			l.regions++
			l.paragraphs(ps, depth+1)
		}
		return
	}
	switch {
	case len(cells) > 1 && inlineRow(cells, c, depth):
		l.row(cells, c, depth)
	case len(cells) == 2 && labelledRow(cells, depth):
		for i := range cells[0] {
			l.row([][]paragraph{cells[0][i : i+1], cells[1][i : i+1]}, c, depth)
		}
	default:
		for _, ps := range cells {
			l.regions++
			l.paragraphs(ps, depth+1)
		}
	}
}

// headedRow reports whether the left one of two cells is the heading of a
// section whose text stands in the right one: Word's own "basic resume", and
// many templates of career offices.
func headedRow(cells [][]paragraph) bool {
	head := cells[0][0]
	if len(cells[0]) != 1 || head.bold < 0.5 && !head.caps && head.outline == 0 && !strings.HasPrefix(head.style, "Heading") || labelStart.MatchString(cells[1][0].text) {
		return false
	}
	switch headingKind(head.text) {
	case Experience, Education, Skills, Projects, Summary:
		return true
	}
	return false
}

// inlineRow reports whether the cells of a row are short enough to be read as
// one line: a row of data, such as a degree, its school, its year.
func inlineRow(cells [][]paragraph, c *cell, depth int) bool {
	most, items := 0, 0
	for _, ps := range cells {
		n := 0
		for _, p := range ps {
			if len(chain(p)) > depth+1 || p.box != ps[0].box {
				return false
			}
			if p.list || bulletLen(p.text) > 0 {
				items++
			}
			n += len(p.text)
			if headingKind(p.text) != "" && (p.bold > 0.5 || p.caps) && len(ps) > 1 {
				return false
			}
		}
		most = max(most, len(ps))
		if n > 140 || items > len(cells) {
			return false
		}
	}
	// Beside a date or a label, paragraphs are the lines of an entry.
	return most == 1 || most <= 3 && len(cells) > 2 && c.rows >= 3 && items == 0
}

var labelEnd = compile(`:\s*$`)
var labelStart = compile(`^\s*[:–-]`)

// labelledRow reports whether two cells hold labels and their values, paragraph by paragraph.
func labelledRow(cells [][]paragraph, depth int) bool {
	if len(cells[0]) != len(cells[1]) || len(cells[0]) < 2 {
		return false
	}
	marked := 0
	for i, p := range cells[0] {
		q := cells[1][i]
		if len(chain(p)) > depth+1 || len(chain(q)) > depth+1 || len(p.text) > 40 || len(q.text) > 120 {
			return false
		}
		if labelEnd.MatchString(p.text) || labelStart.MatchString(q.text) {
			marked++
		}
	}
	return marked*3 >= len(cells[0])*2
}

// row makes one line of short cells. Cells that the row leaves empty keep their place.
func (l *docxLayout) row(cells [][]paragraph, c *cell, depth int) {
	var texts []string
	var st lineStyle
	var links []docxLink
	var first paragraph
	letters, bold := 0, 0.0
	col := 0
	for i, ps := range cells {
		at := chain(ps[0])[depth]
		for ; col < at.col; col++ {
			texts = append(texts, "")
		}
		col = at.col + max(1, at.span)
		var parts []string
		for _, p := range ps {
			parts = append(parts, strings.Fields(p.text)...)
			letters += len(p.text)
			bold += p.bold * float64(len(p.text))
			links = append(links, p.links...)
		}
		texts = append(texts, strings.Join(parts, " "))
		for s := 1; s < at.span; s++ {
			texts = append(texts, "")
		}
		if i == 0 {
			first = ps[0]
		}
	}
	l.regions++
	st = styleOf(first)
	st.bold = bold / float64(max(1, letters))
	st.row, st.table, st.region = true, c.table, l.regions
	text := strings.TrimRight(strings.Join(texts, "\t"), "\t ")
	st.caps = isCaps(text)
	l.add(text, st, links)
}

func styleOf(p paragraph) lineStyle {
	part := p.part
	if part == PartBody && p.box > 0 {
		part = PartTextBox
	}
	if part == PartBody && p.cell != nil {
		part = PartTable
	}
	return lineStyle{
		part: part, size: p.size, bold: p.bold, italic: p.italic, underline: p.underline > 0.6, caps: p.caps, color: p.color,
		ruled: p.ruled, shaded: p.shaded, outline: p.outline, name: p.style, align: p.align, left: p.indent, before: p.before,
		bullet: p.list, level: p.listLevel, label: p.firstBold, beside: p.beside,
	}
}

func (l *docxLayout) add(text string, st lineStyle, links []docxLink) {
	if strings.TrimSpace(text) == "" {
		return
	}
	for _, k := range links {
		if strings.Contains(text, k.text) || k.text == "" {
			st.links = append(st.links, k.url)
		}
	}
	l.lines = append(l.lines, Line{Page: 1, Text: text, style: st})
}

// People align with spaces as if they were tabs.
var wideSpace = compile(`[ \t]*\t[ \t]*| {4,}`)
var spaces = compile(` {2,}`)

var typedApart = compile(`^\s*(?:\pL ){2,}\pL(?:\s{2,}(?:\pL ){1,}\pL)*\s*:?\s*$`)
var typedGap = compile(`\s{2,}`)

// joinTypedLetters joins letters that are typed apart: "W O R K   H I S T O R Y".
func joinTypedLetters(text string) string {
	if !typedApart.MatchString(text) {
		return text
	}
	words := typedGap.Split(strings.TrimSpace(text), -1)
	for i, w := range words {
		words[i] = strings.ReplaceAll(w, " ", "")
	}
	return strings.Join(words, " ")
}

// paragraph makes a line of each line that the writer broke.
func (l *docxLayout) paragraph(p paragraph) {
	st := styleOf(p)
	st.region = l.regions
	for i, text := range strings.Split(p.text, "\n") {
		text = joinTypedLetters(text)
		text = strings.TrimSpace(wideSpace.ReplaceAllString(text, "\t"))
		text = spaces.ReplaceAllString(text, " ")
		if text == "" {
			continue
		}
		s := st
		if i > 0 {
			s.before, s.bullet = 0, false
			s.continues = len(l.lines) > 0 && startsLower(text) && wordCount(l.lines[len(l.lines)-1].Text) > 6
		}
		if bulletLen(text) > 0 {
			s.bullet = true
		}
		s.caps = p.caps || isCaps(text)
		l.add(text, s, p.links)
	}
}
