package parser

import (
	"maps"
	"slices"
	"strings"
)

// Degrees in the rows of tables, with and without a header.

// columnsOf maps the header of a table of degrees to the columns of its rows;
// nil if the line is no header.
func columnsOf(l *Line) map[int]string {
	if !strings.Contains(l.Text, "\t") {
		return nil
	}
	cols := map[int]string{}
	n, class, degrees := 0, -1, 0
	for i, cell := range strings.Split(l.Text, "\t") {
		cell = strings.TrimSpace(cell)
		c := strings.ToLower(cell)
		if c != "" {
			n++
		}
		if len(c) > 45 || yearIn.MatchString(c) || strings.HasPrefix(c, ":") || isTown(cell) {
			return nil
		}
		switch {
		case c == "from" || c == "start":
			cols[i] = "start"
		case c == "to" || c == "end":
			cols[i] = "end"
		case strings.Contains(c, "year") || strings.Contains(c, "passing") || strings.Contains(c, "duration") || strings.Contains(c, "session") || strings.Contains(c, "period"):
			cols[i] = "dates"
		case strings.Contains(c, "%") || strings.Contains(c, "percent") || strings.Contains(c, "marks") || strings.Contains(c, "cgpa") || strings.Contains(c, "grade") || strings.Contains(c, "division") || strings.Contains(c, "aggregate") || strings.Contains(c, "result") || strings.Contains(c, "score"):
			cols[i] = "grade"
		case strings.Contains(c, "school") || strings.Contains(c, "college") || strings.Contains(c, "institut"):
			cols[i] = "school"
		case strings.Contains(c, "university") || strings.Contains(c, "board"):
			cols[i] = "board"
		case c == "class":
			cols[i] = "degree"
			class = i
		case strings.Contains(c, "degree") || strings.Contains(c, "course") || strings.Contains(c, "qualification") || strings.Contains(c, "exam") || strings.Contains(c, "class") || strings.Contains(c, "standard") || strings.Contains(c, "award") || strings.Contains(c, "certificate") || strings.Contains(c, "program") || c == "level" || strings.Contains(c, "education"):
			cols[i] = "degree"
		case strings.Contains(c, "special") || strings.Contains(c, "concentration") || strings.Contains(c, "major") || strings.Contains(c, "branch") || strings.Contains(c, "stream") || strings.Contains(c, "subject") || strings.Contains(c, "discipline"):
			cols[i] = "field"
		}
	}
	for _, c := range cols {
		if c == "degree" {
			degrees++
		}
	}
	if class >= 0 && degrees > 1 {
		cols[class] = "grade" // "Degree | Board | Class"
	}
	has := func(v string) bool {
		for _, c := range cols {
			if c == v {
				return true
			}
		}
		return false
	}
	if len(cols) >= 2 && len(cols)*2 >= n && (n > 2 || len(cols) == n) && (has("degree") || has("school") || has("board")) {
		return cols
	}
	return nil
}

var yearIn = compile(`\b(?:19|20)\d\d\b`)

// guessColumns says which columns of the table with which the lines begin hold
// degrees, schools and dates, where no header does, and how many rows it has.
func (r *schoolReader) guessColumns(lines []Line) (map[int]string, int) {
	width := strings.Count(lines[0].Text, "\t") + 1
	n := 0
	for n < len(lines) && width >= 3 && strings.Count(lines[n].Text, "\t")+1 == width {
		n++
	}
	if n < 2 {
		return nil, 0
	}
	cols := map[int]string{}
	degrees, names := 0, 0
	for c := range width {
		count := map[string]int{}
		for i := range n {
			cell := trimEdges(strings.Split(lines[i].Text, "\t")[c])
			switch kind := eduKind(cell); {
			case cell == "" || isPlace(cell) || isLevel(cell):
			case kind == "degree" || kind == "school":
				count[kind]++
			case len(r.datesIn(cell)) > 0:
				count["dates"]++
			case grade.MatchString(cell) || class.MatchString(cell) || wordCount(cell) == 1 && letterCount(cell) < 4:
				count["grade"]++
			case letterCount(cell) > 3:
				count["name"]++
			}
		}
		count["school"] += count["name"] // not all schools are known for one
		for _, kind := range []string{"degree", "dates", "grade", "school"} {
			if count[kind]*2 > n && !(kind == "school" && count["name"] == n && count["school"] == n && names > 0) {
				cols[c] = kind
				break
			}
		}
		switch cols[c] {
		case "degree":
			degrees++
		case "school":
			if names++; names > 1 {
				cols[c] = "board"
			}
		}
	}
	if degrees != 1 || names == 0 {
		return nil, 0
	}
	return cols, n
}

// tableRow reads one row of a table of degrees.
func (r *schoolReader) tableRow(l *Line, cols map[int]string) {
	e := School{Page: l.Page, Line: l.ID, Last: l.ID}
	board := ""
	for i, c := range strings.Split(l.Text, "\t") {
		c = strings.TrimSpace(c)
		switch cols[i] {
		case "start", "end":
			for _, d := range r.datesIn(c) {
				if cols[i] == "start" {
					e.Start = d.start
				} else if e.End = d.start; d.start.IsZero() {
					e.End = d.end
				}
			}
		case "dates":
			if ds := findDates(c, r.dayFirst); len(ds) > 0 {
				r.dates(&e, ds, c)
			}
		case "grade":
			e.Grade = c
		case "school":
			e.School = c
		case "board":
			board = c
		case "degree":
			e.Degree = c
		case "field":
			if c != "" && e.Degree != "" {
				e.Degree += " " + c
			} else if !slices.Contains(slices.Collect(maps.Values(cols)), "degree") {
				e.Degree = c
			}
		}
	}
	if e.School == "" {
		e.School = board
	}
	e.School, e.Location = placeOff(universityOff(trimEdges(boardInside.ReplaceAllString(e.School, ""))), "")
	if e.School != "" || e.Degree != "" {
		r.d.heads = append(r.d.heads, l.ID)
		r.out = append(r.out, e)
	}
}
