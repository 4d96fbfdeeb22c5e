package scorer

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shortlist/parser"
)

func scored(score int, producer string, findings ...Finding) *Report {
	return &Report{
		Document: &parser.Document{File: parser.File{Name: "a.pdf", Kind: "pdf", Pages: 1, Producer: producer}},
		Score:    score, Findings: findings,
		Gaps: []Gap{{Signal: "caching"}},
	}
}

func TestSummary(t *testing.T) {
	var s Summary
	for _, r := range []*Report{
		scored(100, "Skia/PDF m120", Finding{ID: "tables", Category: "readability", Status: Fail, Max: 4}),
		scored(40, "Microsoft® Word 2016", Finding{ID: "tables", Category: "readability", Status: Warn, Points: 2, Max: 4}),
		scored(49, "Microsoft Office Word 12.0", Finding{ID: "tables", Category: "readability", Status: Pass, Points: 4, Max: 4}),
		scored(0, ""),
	} {
		s.Add(r)
	}
	s.AddUnread("damaged")
	if s.Read() != 4 || s.Failed() != 1 || s.Quantile(.5) != 40 || s.Quantile(1) != 100 {
		t.Errorf("read %d, failed %d, middle %d, best %d", s.Read(), s.Failed(), s.Quantile(.5), s.Quantile(1))
	}
	var bars []int
	for _, b := range s.Bars() {
		bars = append(bars, b.Documents)
	}
	if want := []int{1, 0, 0, 0, 2, 0, 0, 0, 0, 1}; !slices.Equal(bars, want) {
		t.Errorf("bars are %v, want %v", bars, want)
	}
	if want := []string{"Microsoft Word", "Chrome or Google Docs", "not said"}; !slices.Equal(s.ProducerNames(), want) {
		t.Errorf("programs are %q, want %q", s.ProducerNames(), want)
	}
	if p := s.Producers["Microsoft Word"]; p.Points() != .75 || p.Findings["tables"] != 1 {
		t.Errorf("Word has %v of readability and %v", p.Points(), p.Findings)
	}
	if s.Findings["tables"] != 2 || s.Gaps["caching"] != 4 {
		t.Errorf("counted %v and %v", s.Findings, s.Gaps)
	}

	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var again Summary
	if err := json.Unmarshal(data, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(s, again); diff != "" {
		t.Errorf("it does not come back from JSON: %s", diff)
	}
}

// A table has as many fields in each line as in its head, and none that a
// spreadsheet would compute.
func TestTable(t *testing.T) {
	var b strings.Builder
	table, err := NewTable(&b, true)
	if err != nil {
		t.Fatal(err)
	}
	r := scored(71, "+cmd|' /C calc'!A0")
	r.sum(&role{}, nil)
	if err := table.Add("=HYPERLINK(\"x\").pdf", r); err != nil {
		t.Fatal(err)
	}
	if err := table.AddUnread("@a.pdf", parser.File{Kind: "pdf"}, "damaged", "it is\ndamaged, \"badly\""); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) != 3 {
		t.Fatalf("%d lines, want 3", len(lines))
	}
	for _, line := range lines {
		for _, field := range line {
			if field != "" && strings.ContainsRune("=+-@\t\r", rune(field[0])) {
				t.Errorf("%q is a formula", field)
			}
		}
	}
	if got := lines[2][len(lines[2])-1]; got != "it is\ndamaged, \"badly\"" {
		t.Errorf("the message is %q", got)
	}
}
