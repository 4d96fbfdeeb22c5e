package parser

import (
	"strings"
)

// jobColumns maps the header of a table of jobs to the columns of its rows; nil
// if the line is no such header.
func jobColumns(l *Line) map[int]string {
	if !strings.Contains(l.Text, "\t") || yearIn.MatchString(l.Text) {
		return nil
	}
	cols, n := map[int]string{}, 0
	has := map[string]bool{}
	var client []int // columns of those for whom an employer worked
	for i, c := range strings.Split(strings.ToLower(l.Text), "\t") {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		if n++; wordCount(c) > 5 || strings.ContainsAny(c, ":@") {
			return nil
		}
		for _, k := range jobColumnWords {
			if k.words.MatchString(c) {
				cols[i] = k.column
				has[k.column] = true
				break
			}
		}
		if cols[i] == "" && strings.Contains(c, "client") {
			client = append(client, i)
		}
	}
	if !has["company"] {
		for _, i := range client {
			cols[i], has["company"] = "company", true
		}
	}
	if len(cols) >= 2 && len(cols)*2 >= n && (has["company"] || has["title"]) && (has["dates"] || has["start"] || has["company"] && has["title"]) {
		return cols
	}
	return nil
}

var jobColumnWords = []struct {
	column string
	words  *pattern
}{
	{"company", compile(`compan|organi[sz]ation|employer|institut|hospital|firm|school|college`)},
	{"title", compile(`designation|position|post|title|role|grade|desig|capacity|job|rank`)},
	{"start", compile(`\bfrom\b|start|joining|joined|sign on|\bdoj\b`)},
	{"end", compile(`\bto\b|till|\bend|leaving|relieving|left|sign off`)},
	{"dates", compile(`duration|period|tenure|year|date|working|time|service`)},
	{"location", compile(`location|place|city|site`)},
	{"", compile(`^(?:s\.?\s*no|sr\.?\s*no|sl\.?\s*no|no|#)\.?$`)},
}

// table reads the rows under the header of a table as jobs, and returns the
// lines that are none of these.
func (r *jobReader) table(lines []entryLine) []entryLine {
	var out []entryLine
	for i := 0; i < len(lines); i++ {
		if r.timeline(lines[i:]) {
			i++
			continue
		}
		cols := jobColumns(lines[i].line)
		if cols == nil || i+1 < len(lines) && !strings.Contains(lines[i+1].line.Text, "\t") {
			out = append(out, lines[i])
			continue
		}
		r.head(lines[i])
		for i+1 < len(lines) && strings.Contains(lines[i+1].line.Text, "\t") {
			i++
			if i > 0 && lines[i].id == lines[i-1].id {
				continue // another field of the same line
			}
			r.tableRow(lines[i].line, cols)
		}
	}
	return out
}

// timeline reads a row of ranges and the row of names beneath it as a job for
// each column, and reports whether the lines begin with these.
func (r *jobReader) timeline(lines []entryLine) bool {
	if len(lines) < 2 || len(lines[0].dates) < 2 || lines[1].dated() {
		return false
	}
	if rest := withoutDates(lines[0].text, lines[0].dates); rest != "" && !joiningWord.MatchString(rest) {
		return false
	}
	names := lines[1].line.cells()
	if len(names) != len(lines[0].dates) {
		return false
	}
	for i, d := range lines[0].dates {
		h, l := jobHead{company: names[i]}, lines[1].line
		if titleScore(names[i]) >= 3 && companyScore(names[i]) < 1.5 {
			h = jobHead{title: names[i]}
		}
		j := Job{Page: l.Page, Line: l.ID, Last: l.ID}
		r.setDates(&j, d, lines[0])
		r.jobs, r.heads = append(r.jobs, j), append(r.heads, h)
	}
	r.head(lines[0])
	r.head(lines[1])
	return true
}

func (r *jobReader) tableRow(l *Line, cols map[int]string) {
	j := Job{Page: l.Page, Line: l.ID, Last: l.ID}
	var h jobHead
	for i, c := range strings.Split(l.Text, "\t") {
		c = strings.TrimSpace(c)
		ds := findDates(c, r.dayFirst)
		switch cols[i] {
		case "company":
			h.company = c
		case "title":
			h.title = c
		case "location":
			h.location = c
		case "start", "end", "dates":
			for _, d := range ds {
				e := entryLine{text: c}
				if cols[i] == "end" && d.single {
					j.End = d.start
					if d.start.IsZero() {
						j.End = d.end
					}
					continue
				}
				r.setDates(&j, d, e)
			}
		}
	}
	if h.company == "" && h.title == "" {
		return
	}
	r.starts = append(r.starts, l.ID)
	r.jobs, r.heads = append(r.jobs, j), append(r.heads, h)
}
