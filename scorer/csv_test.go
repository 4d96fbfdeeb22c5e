package scorer

import (
	"bytes"
	"encoding/csv"
	"slices"
	"testing"

	"shortlist/parser"
)

func TestCSVRow(t *testing.T) {
	r := &Report{
		Document: &parser.Document{File: parser.File{Name: `=HYPERLINK("https://example.com","cv.pdf")`}},
		Role:     "backend", Score: 71, Recoverable: 17, Grade: "close", Job: &Job{Match: 64},
		Categories: []Category{{Points: 21}, {Points: 15.25}, {Points: 25.75}, {Points: 9}},
		Findings:   []Finding{{ID: "dates", Status: Warn, Points: 2, Max: 4, Title: "One date has no month"}},
		Gaps:       []Gap{{Label: "Incidents"}, {Label: "Messaging"}, {Label: "Caching"}, {Label: "Search"}},
	}
	want := []string{`'=HYPERLINK("https://example.com","cv.pdf")`, "backend", "71", "close", "17", number(21), number(15.25), number(25.75), number(9), "64",
		"One date has no month", "Incidents; Messaging; Caching", "", ""}
	if got := r.CSVRow(); !slices.Equal(got, want) {
		t.Errorf("the row is %q, want %q", got, want)
	}
	if got := r.CSVRow(); len(got) != len(Columns()) {
		t.Errorf("%d cells for %d columns", len(got), len(Columns()))
	}
}

// Whatever a document is called, its cell begins with nothing that a
// spreadsheet computes, and says the same.
func TestCSVHasNoFormulas(t *testing.T) {
	for _, name := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "cv,\"=1\".pdf", "cv.pdf", ""} {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if err := w.Write(UnreadRow(name, "backend", "damaged", "it is damaged")); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		cell := rows[0][0]
		formula := name != "" && name != "cv.pdf" && name != "cv,\"=1\".pdf"
		if formula != (cell[:min(1, len(cell))] == "'") {
			t.Errorf("%q is written as %q", name, cell)
		}
	}
}
