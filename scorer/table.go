package scorer

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"shortlist/parser"
)

// Table writes reports as lines of a table (CSV, RFC 4180) that a spreadsheet can
// open without danger: no field is a formula. It holds no text of a resume.
type Table struct{ w *csv.Writer }

var tableHead = []string{
	"file", "kind", "pages", "producer", "role", "score", "grade", "readability", "structure", "evidence", "impact",
	"recoverable", "job_match", "years", "level", "better_role", "to_mend", "gaps", "error", "message",
}

// NewTable returns a table; its head is written unless the lines go on one that
// has it.
func NewTable(w io.Writer, head bool) (*Table, error) {
	t := &Table{csv.NewWriter(w)}
	if !head {
		return t, nil
	}
	return t, t.write(tableHead)
}

// Add writes the line of a report. The file is named as the caller names it.
func (t *Table) Add(name string, r *Report) error {
	f := r.Document.File
	var match, better string
	if r.Job != nil {
		match = strconv.Itoa(r.Job.Match)
	}
	if fit, ok := r.BetterFit(); ok {
		better = fit.ID
	}
	line := []string{name, f.Kind, strconv.Itoa(f.Pages), f.Producer, r.Role, strconv.Itoa(r.Score), r.Grade}
	for _, c := range r.Categories {
		line = append(line, number(c.Points))
	}
	line = append(line, strconv.Itoa(r.Recoverable), match, fmt.Sprintf("%.1f", r.Career.Years()), r.Career.Level.String(), better)
	var mend, gaps []string
	for _, f := range r.Findings {
		if f.Status == Warn || f.Status == Fail {
			mend = append(mend, f.ID)
		}
	}
	for _, g := range r.Gaps {
		gaps = append(gaps, g.Signal)
	}
	return t.write(append(line, strings.Join(mend, " "), strings.Join(gaps, " "), "", ""))
}

// AddUnread writes the line of a document that could not be read.
func (t *Table) AddUnread(name string, f parser.File, code, message string) error {
	line := make([]string, len(tableHead))
	line[0], line[1], line[len(line)-2], line[len(line)-1] = name, f.Kind, code, message
	return t.write(line)
}

// write writes a line at once, so that a stop leaves whole lines.
func (t *Table) write(line []string) error {
	safe := make([]string, len(line))
	for i, field := range line {
		safe[i] = noFormula(field)
	}
	if err := t.w.Write(safe); err != nil {
		return err
	}
	t.w.Flush()
	return t.w.Error()
}

// noFormula puts an apostrophe before what a spreadsheet would compute or send
// away (OWASP, "CSV Injection").
func noFormula(field string) string {
	if field != "" && strings.ContainsRune("=+-@\t\r", rune(field[0])) {
		return "'" + field
	}
	return field
}
