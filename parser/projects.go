package parser

import "strings"

// projectsOf reads the entries of projects sections: each begins with a line
// that is no bullet, or is set off, or bears a label such as "Project 2:".
func projectsOf(d *Document, dayFirst bool) []Project {
	out := []Project{}
	for _, s := range d.Sections {
		if s.Kind != Projects {
			continue
		}
		from := s.Line
		if s.Heading != "" {
			from++
		}
		plain := true // nothing in the section is a bullet: each line is its own matter
		for i := from; i < s.End; i++ {
			plain = plain && !d.Lines[i].style.bullet
		}
		var cur *Project
		head := false
		for i := from; i < s.End; i++ {
			l := &d.Lines[i]
			text := stripNumber(stripBullet(l.Text))
			if projectHead(l, plain) && !(head && !l.style.caps && l.style.bold < 0.6) {
				out = append(out, Project{Name: trimEdges(strings.ReplaceAll(withoutDates(text, findDates(text, dayFirst)), "\t", " ")), Page: l.Page, Line: i, Last: i})
				cur = &out[len(out)-1]
				d.heads = append(d.heads, i)
				head = true
			} else if cur != nil {
				head = false
				cur.Last = i
				if l.style.continues && len(cur.Bullets) > 0 {
					cur.Bullets[len(cur.Bullets)-1] = joinText(cur.Bullets[len(cur.Bullets)-1], text)
				} else {
					cur.Bullets = append(cur.Bullets, strings.ReplaceAll(text, "\t", " "))
				}
			}
			if cur != nil && cur.Start.IsZero() && cur.End.IsZero() {
				for _, ds := range findDates(text, dayFirst) {
					if !ds.single {
						cur.Start, cur.End = ds.start, ds.end
						break
					}
				}
			}
		}
	}
	return out
}

func projectHead(l *Line, plain bool) bool {
	if l.style.bullet || l.style.continues || wordCount(l.Text) > 14 {
		return false
	}
	strong := l.style.bold > 0.6 || l.style.caps || l.style.underline || l.style.outline > 0
	return strong || !plain && !strings.HasSuffix(l.Text, ".")
}
