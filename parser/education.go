package parser

import (
	"slices"
	"strings"
)

// educationOf reads the entries of all education sections.
func educationOf(d *Document, dayFirst bool) []School {
	r := &schoolReader{d: d, dayFirst: dayFirst}
	for _, s := range d.Sections {
		if s.Kind == Education {
			r.section(s)
		}
	}
	return r.once()
}

// once returns the entries, of which one that is told twice, first in words and
// then in a table with its date, counts once.
func (r *schoolReader) once() []School {
	dated := func(e School) bool { return !e.Start.IsZero() || !e.End.IsZero() }
	out := []School{}
	for _, e := range r.out {
		k := slices.IndexFunc(out, func(o School) bool {
			return strongDegree(e.Degree) && alikeNames(o.Degree, e.Degree) && strongDegree(o.Degree) && !dated(o) && dated(e)
		})
		if k < 0 {
			out = append(out, e)
			continue
		}
		out[k].Start, out[k].End, out[k].DateText = e.Start, e.End, e.DateText
		if out[k].School == "" {
			out[k].School, out[k].Location = e.School, e.Location
		}
	}
	return out
}

type schoolReader struct {
	d        *Document
	dayFirst bool
	out      []School
}

func (r *schoolReader) section(s Section) {
	from := s.Line
	if s.Heading != "" {
		from++
	}
	var cols map[int]string
	var parts []eduPart
	flush := func() {
		r.parts(parts)
		parts = nil
	}
	paras, _ := paragraphsOf(r.d, from, s.End)
	skip := 0
	for i := range paras {
		l := &paras[i]
		if i < skip {
			continue
		}
		if _, form := eduForm(stripBullet(l.Text)); form != "" {
			parts = append(parts, r.partsOf(l)...)
			continue
		}
		if c := columnsOf(l); c != nil {
			flush()
			cols = c
			r.d.heads = append(r.d.heads, l.ID)
			continue
		}
		if cols != nil && strings.Contains(l.Text, "\t") {
			r.tableRow(l, cols)
			continue
		}
		if guess, n := r.guessColumns(paras[i:]); n > 0 {
			flush()
			for k := range n {
				r.tableRow(&paras[i+k], guess)
			}
			skip = i + n
			continue
		}
		parts = append(parts, r.partsOf(l)...)
	}
	flush()
}

func (r *schoolReader) dates(e *School, ds []dateSpan, text string) {
	if !e.Start.IsZero() || !e.End.IsZero() {
		return
	}
	d := ds[0]
	e.DateText = text[d.from:d.to]
	if d.single && len(ds) == 2 && ds[1].single && before(d.start, ds[1].start) {
		e.Start, e.End = d.start, ds[1].start
		return
	}
	if d.single {
		e.End = d.start
		if d.start.IsZero() {
			e.End = d.end
		}
		return
	}
	e.Start, e.End = d.start, d.end
}

// parts groups the pieces of a section into entries. An entry begins where a
// degree or school comes that the current one has already.
func (r *schoolReader) parts(parts []eduPart) {
	heads := false // some entries begin with lines that are no items of lists: then items begin none
	items := 0     // unless most degrees stand on items
	for _, p := range parts {
		heads = heads || !p.bullet && (p.kind == "degree" || p.kind == "school")
		switch {
		case p.kind != "degree":
		case !p.bullet:
			items--
		case strongDegree(p.text):
			items++
		}
	}
	heads = heads && items <= 0
	var cur *School
	first := "" // what the entries of the section begin with
	last := School{}
	open := func(p eduPart) {
		r.close(cur)
		if cur != nil {
			last = *cur
		}
		cur = &School{Page: r.d.Lines[p.line].Page, Line: p.line, Last: p.line}
	}
	dated, schoolLine, degreeLine := -1, -1, -2
	datesFirst := len(parts) > 0 && parts[0].text == "" && len(r.datesIn(parts[0].all)) > 0
	for i, p := range parts {
		kind := p.kind
		if kind == "field" && !p.cont && !p.bullet && (cur == nil || cur.Degree != "" && cur.School != "") && i+1 < len(parts) &&
			parts[i+1].kind == "school" && parts[i+1].line == p.line+1 && wordCount(p.text) <= 5 {
			kind = "degree" // "Electronics", above the college
		}
		if datesFirst && p.text == "" && len(r.datesIn(p.all)) > 0 {
			open(p) // a date on a line of its own begins each entry
		}
		if p.bullet && heads && cur != nil && cur.Line != p.line && !((cur.Degree == "" || eduGeneric.MatchString(cur.Degree)) && kind == "degree" || cur.School == "" && kind == "school") {
			kind = ""
		}
		if (kind == "" || kind == "field") && cur != nil && cur.Degree == "" && cur.School != "" && r.besideDate(p, cur) {
			kind = "degree"
		}
		if p.row && cur != nil && (kind == "degree" || kind == "school") && cur.Line != p.line {
			open(p)
		}
		switch kind {
		case "degree":
			if first == "" {
				first = kind
			}
			if cur != nil && (eduGeneric.MatchString(cur.Degree) || isLevel(cur.Degree)) && !isLevel(p.text) && p.line-cur.Line <= 2 && (isLevel(cur.Degree) || schoolLine != degreeLine) {
				cur.Degree = ""
			}
			if cur == nil || cur.Degree != "" {
				if cur != nil && cur.Line == p.line && p.cont && cur.School == "" {
					break // "B.Tech – Bachelor of Technology": said twice
				}
				open(p)
				if first == "school" && last.School != "" {
					cur.School = last.School
				}
			}
			cur.Degree, degreeLine = p.text, p.line
			r.d.heads = append(r.d.heads, p.line)
		case "school":
			if first == "" {
				first = kind
			}
			inherited := cur != nil && cur.School != "" && cur.School == last.School && first == "school"
			switch {
			case cur == nil:
				open(p)
			case cur.School != "" && !inherited:
				if cur.Last == p.line || first == "degree" && cur.Degree != "" && p.line-cur.Last <= 1 {
					cur.Last = p.line
					continue // its university, its board
				}
				open(p)
			case first == "school" && cur.Degree != "" && cur.Line != p.line && !inherited:
				open(p)
			case inherited && cur.Line != p.line:
				open(p)
			}
			cur.School, schoolLine = p.text, p.line
			r.d.heads = append(r.d.heads, p.line)
		case "field":
			if cur != nil && cur.Degree != "" && (p.cont && cur.Last == p.line || p.line-cur.Last <= 1 && countIn("field", cur.Degree) == 0) {
				cur.Degree += " – " + p.text
			}
		}
		if cur == nil {
			continue
		}
		cur.Last = p.line
		if dated != p.line {
			dated = p.line
			text := p.all
			if ds := r.datesIn(text); len(ds) > 0 && wordCount(text) <= 30 {
				r.dates(cur, ds, text)
			}
			if g := grade.FindString(text); g != "" && cur.Grade == "" {
				cur.Grade = trimEdges(g)
			}
		}
	}
	r.close(cur)
}

// besideDate reports whether a piece is what an undated school was visited for:
// "Semester abroad", with its date, below the school.
func (r *schoolReader) besideDate(p eduPart, e *School) bool {
	return !p.bullet && !p.cont && p.line == e.Line+1 && e.Start.IsZero() && e.End.IsZero() &&
		wordCount(p.text) > 1 && wordCount(p.text) <= 8 && !isPlace(p.text) && strings.Contains(p.all, "\t") && len(r.datesIn(p.all)) > 0
}

// universityOff takes the university of a college off its end, where a place
// stands between: "Hillside College, Leeds, Lakeside University".
func universityOff(s string) string {
	parts := strings.Split(s, ", ")
	for i := 1; i+1 < len(parts); i++ {
		if town, _, _ := strings.Cut(parts[i], "("); isPlace(town) && schoolNoun.MatchString(strings.Join(parts[i+1:], ", ")) {
			return strings.Join(parts[:i], ", ")
		}
	}
	return s
}

func (r *schoolReader) close(e *School) {
	if e == nil || e.School == "" && e.Degree == "" {
		return
	}
	e.Degree = trimEdges(e.Degree)
	e.School = universityOff(trimEdges(boardInside.ReplaceAllString(e.School, "")))
	e.School, e.Location = placeOff(e.School, e.Location)
	r.out = append(r.out, *e)
}
