package scorer

import (
	"strconv"
	"strings"
)

// Columns are the names of what CSVRow gives, for the first row of a table.
func Columns() []string {
	return []string{"file", "role", "score", "grade", "recoverable", "readability", "structure", "evidence", "impact", "match", "mend_first", "gaps", "error", "message"}
}

// inBrief is how many mends and gaps a row names.
const inBrief = 3

// CSVRow returns the report as a row of a table, in the order of Columns. No
// cell of it is a formula to a spreadsheet.
func (r *Report) CSVRow() []string {
	row := []string{r.Document.File.Name, r.Role, strconv.Itoa(r.Score), r.Grade, strconv.Itoa(r.Recoverable)}
	for _, c := range r.Categories {
		row = append(row, number(c.Points))
	}
	match := ""
	if r.Job != nil {
		match = strconv.Itoa(r.Job.Match)
	}
	var mends, gaps []string
	for _, m := range r.Mends() {
		if !m.IfDone && len(mends) < inBrief {
			mends = append(mends, m.Title)
		}
	}
	for _, g := range r.Gaps[:min(len(r.Gaps), inBrief)] {
		gaps = append(gaps, g.Label)
	}
	return plain(append(row, match, strings.Join(mends, "; "), strings.Join(gaps, "; "), "", ""))
}

// UnreadRow returns the row of a document that could not be read.
func UnreadRow(file, role, code, message string) []string {
	row := make([]string, len(Columns()))
	row[0], row[1] = file, role
	row[len(row)-2], row[len(row)-1] = code, message
	return plain(row)
}

// plain makes text of cells that a spreadsheet would take for a formula: a file
// can be called =HYPERLINK(…). None of our numbers is negative.
func plain(row []string) []string {
	for i, cell := range row {
		if strings.IndexAny(cell, "=+-@＝＋－＠\t\r\n") == 0 {
			row[i] = "'" + cell
		}
	}
	return row
}
