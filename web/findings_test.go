package web

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shortlist/parser"
	"shortlist/parser/resumetest"
	"shortlist/prep"
	"shortlist/scorer"
)

// What is to be mended has its place on the page, also where something is
// missing. Only what is said of the file as a whole has none.
func TestFindingsHavePlaces(t *testing.T) {
	documents := map[string][]byte{
		"sample.pdf": resumetest.PDF(resumetest.Sample()), "sample.docx": resumetest.DOCX(resumetest.Sample()),
		"columns.pdf": resumetest.TwoColumnPDF(resumetest.Sample()), "table.docx": resumetest.TableDOCX(resumetest.Sample()),
		"fresher.pdf": resumetest.PDF(resumetest.Fresher()), "nurse.pdf": resumetest.PDF(resumetest.Nurse()),
		"name.pdf": resumetest.PDF(resumetest.Resume{Name: "Jordan Ellery", Summary: "I build things that last."}),
	}
	if !testing.Short() {
		files, err := filepath.Glob("../../shared/corpus/*/*")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.Contains(file, "/odd/") {
				continue
			}
			if documents[filepath.Base(file)], err = os.ReadFile(file); err != nil {
				t.Fatal(err)
			}
		}
	}
	s := newTestServer(t, nil)
	for name, data := range documents {
		doc, err := parser.Parse(t.Context(), name, data, parser.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r, err := s.Scorer.Check(doc, scorer.Options{Role: defaultRole})
		if err != nil {
			t.Fatal(err)
		}
		for _, group := range newReportPage(r, prep.Links{}).Checks {
			for _, row := range group.Open {
				if row.ID != "file-kind" && (len(row.Quotes.First) == 0 || row.Quotes.First[0].Mark == 0) {
					t.Errorf("%s: %s has no place: %s", name, row.ID, row.Reason)
				}
			}
		}
	}
}
