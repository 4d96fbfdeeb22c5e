package parser

import "math"

// Rules: the lines under headings, the borders of tables.

const (
	ruleThick = 3.0 // a filled shape up to this thickness, in points, is a rule
	ruleShort = 3.0 // shorter ones are dots and marks
	markSmall = 1.2 // a drawn bullet is between these, in points
	markLarge = 8.0
)

// pdfPath is the path under construction, in points of the page.
type pdfPath struct {
	x, y, x0, y0 float64 // last point, first point of the subpath
	lines        []Box   // straight lines: from (Left, Top) to (Right, Bottom)
	shapes       []Box   // boxes of the subpaths
	open         bool
}

const maxPath = 50_000 // lines of one path

func (p *painter) pathOperator(op string) {
	switch op {
	case "m":
		x, y := p.g.ctm.apply(p.num(0), p.num(1))
		p.path.moveTo(x, y)
	case "l":
		x, y := p.g.ctm.apply(p.num(0), p.num(1))
		p.path.lineTo(x, y)
	case "c":
		p.curve(2, 4)
	case "v", "y":
		p.curve(0, 2)
	case "h":
		p.path.close()
	case "re":
		p.rect(p.num(0), p.num(1), p.num(2), p.num(3))
	case "s", "b", "b*":
		p.path.close()
		p.stroke()
	case "S", "B", "B*":
		p.stroke()
	case "f", "F", "f*":
		p.fill()
	case "n":
		p.path = pdfPath{lines: p.path.lines[:0], shapes: p.path.shapes[:0]}
	}
}

func (p *painter) curve(from, to int) {
	x, y := p.g.ctm.apply(p.num(from), p.num(from+1))
	p.path.curveTo(x, y)
	x, y = p.g.ctm.apply(p.num(to), p.num(to+1))
	p.path.curveTo(x, y)
}

func (p *painter) rect(x, y, w, h float64) {
	for i, corner := range [][2]float64{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}} {
		px, py := p.g.ctm.apply(corner[0], corner[1])
		if i == 0 {
			p.path.moveTo(px, py)
		} else {
			p.path.lineTo(px, py)
		}
	}
	p.path.close()
}

func (s *pdfPath) moveTo(x, y float64) {
	s.x, s.y, s.x0, s.y0 = x, y, x, y
	s.open = false
}

// reach makes the box of the subpath hold a point.
func (s *pdfPath) reach(x, y float64) {
	if !s.open {
		s.open = true
		s.shapes = append(s.shapes, Box{s.x, s.y, s.x, s.y})
	}
	b := &s.shapes[len(s.shapes)-1]
	b.Left, b.Top = min(b.Left, x), min(b.Top, y)
	b.Right, b.Bottom = max(b.Right, x), max(b.Bottom, y)
}

func (s *pdfPath) lineTo(x, y float64) {
	if len(s.lines) < maxPath {
		s.reach(x, y)
		s.lines = append(s.lines, Box{s.x, s.y, x, y})
	}
	s.x, s.y = x, y
}

func (s *pdfPath) curveTo(x, y float64) {
	if len(s.shapes) < maxPath {
		s.reach(x, y)
	}
	s.x, s.y = x, y
}

func (s *pdfPath) close() {
	if s.open && (s.x != s.x0 || s.y != s.y0) {
		s.lineTo(s.x0, s.y0)
	}
	s.open = false
	s.x, s.y = s.x0, s.y0
}

// stroke keeps the path's upright and level lines.
func (p *painter) stroke() {
	scale := math.Sqrt(math.Abs(p.g.ctm.a*p.g.ctm.d - p.g.ctm.b*p.g.ctm.c))
	half := p.g.lineWidth * scale / 2
	for _, l := range p.path.lines {
		b := Box{min(l.Left, l.Right), min(l.Top, l.Bottom), max(l.Left, l.Right), max(l.Top, l.Bottom)}
		switch w, h := b.Right-b.Left, b.Bottom-b.Top; {
		case h < 0.5 && w >= ruleShort:
			b.Top, b.Bottom = b.Top-half, b.Bottom+half
		case w < 0.5 && h >= ruleShort:
			b.Left, b.Right = b.Left-half, b.Right+half
		default:
			continue
		}
		p.rule(b)
	}
	for _, b := range p.path.shapes {
		p.mark(b)
	}
	p.path = pdfPath{lines: p.path.lines[:0], shapes: p.path.shapes[:0]}
}

// fill keeps the path's thin shapes.
func (p *painter) fill() {
	for _, b := range p.path.shapes {
		p.rule(b)
		p.mark(b)
	}
	p.path = pdfPath{lines: p.path.lines[:0], shapes: p.path.shapes[:0]}
}

// mark keeps b if it may be a bullet: a disc, a ring or a square, drawn rather than set.
func (p *painter) mark(b Box) {
	w, h := b.Right-b.Left, b.Bottom-b.Top
	if small := min(w, h) >= markSmall && max(w, h) <= markLarge && max(w, h) < 1.5*min(w, h); small && len(p.page.marks) < maxRules {
		p.page.marks = append(p.page.marks, b)
	}
}

// rule keeps b if it is thin, long enough and on the page.
func (p *painter) rule(b Box) {
	w, h := b.Right-b.Left, b.Bottom-b.Top
	thin := min(w, h) <= ruleThick && max(w, h) >= ruleShort && max(w, h) > 2*min(w, h)
	onPage := b.Right > 0 && b.Bottom > 0 && b.Left < p.page.width && b.Top < p.page.height
	if thin && onPage && len(p.page.rules) < maxRules {
		p.page.rules = append(p.page.rules, b)
	}
}
