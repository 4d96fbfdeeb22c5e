package scorer

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"shortlist/parser"
	"shortlist/parser/resumetest"
)

var update = flag.Bool("update", false, "write the reports of testdata anew")

// judge returns a scorer with its clock at June 2026.
func judge(t *testing.T) *Scorer {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	s.structure.now = structure(t).now
	return s
}

func check(t *testing.T, s *Scorer, d *parser.Document, o Options) *Report {
	t.Helper()
	r, err := s.Check(d, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestGolden holds the text report of each testdata/*.txtar, which has the files
// resume.txt, job.txt (optional) and report.txt, to what is written there.
// With -update it writes report.txt.
func TestGolden(t *testing.T) {
	s := judge(t)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			part := func(name string) int {
				return slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == name })
			}
			resume, job, want := part("resume.txt"), part("job.txt"), part("report.txt")
			d := parser.FromText(string(a.Files[resume].Data))
			d.File = parser.File{Name: "resume.docx", Kind: "docx", Bytes: len(a.Files[resume].Data)}
			var o Options
			if job >= 0 {
				o.Job = string(a.Files[job].Data)
			}
			var got bytes.Buffer
			if err := check(t, s, d, o).WriteText(&got); err != nil {
				t.Fatal(err)
			}
			if *update {
				a.Files[want].Data = got.Bytes()
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(a.Files[want].Data), got.String()); diff != "" {
				t.Errorf("the report differs (run with -update to accept):\n%s", diff)
			}
		})
	}
}

// people are the test resumes in the forms in which people send them.
func people(t *testing.T) map[string]*parser.Document {
	out := make(map[string]*parser.Document)
	for name, r := range map[string]resumetest.Resume{"engineer": resumetest.Sample(), "fresher": resumetest.Fresher(), "nurse": resumetest.Nurse()} {
		out[name+".pdf"] = parse(t, name+".pdf", resumetest.PDF(r))
		out[name+".docx"] = parse(t, name+".docx", resumetest.DOCX(r))
		out[name+"-columns.pdf"] = parse(t, name+".pdf", resumetest.TwoColumnPDF(r))
		out[name+"-table.docx"] = parse(t, name+".docx", resumetest.TableDOCX(r))
	}
	return out
}

func TestReportAddsUp(t *testing.T) {
	s := judge(t)
	for name, d := range people(t) {
		r := check(t, s, d, Options{})
		sum := make(map[string]int)
		total := 0
		for _, f := range r.Findings {
			sum[f.Category] += cents(f.Points)
			total += cents(f.Points)
			checkPoints(t, f)
			checkQuotes(t, d, f.Evidence)
		}
		for _, x := range r.Signals {
			sum["evidence"] += cents(x.Points)
			total += cents(x.Points)
			checkQuotes(t, d, x.Evidence)
		}
		for _, c := range r.Categories {
			if sum[c.ID] != cents(c.Points) {
				t.Errorf("%s: %s gives %v, its parts %d hundredths", name, c.ID, c.Points, sum[c.ID])
			}
		}
		if r.Score != (total+50)/100 {
			t.Errorf("%s: score %d, its parts give %d hundredths", name, r.Score, total)
		}
	}
}

func TestTextFitsTheTerminal(t *testing.T) {
	s := judge(t)
	for name, d := range people(t) {
		var b strings.Builder
		if err := check(t, s, d, Options{Job: "We need Go, Kafka and PostgreSQL.\nNice to have:\nTerraform"}).WriteText(&b); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 100 && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%s: %d columns: %s", name, n, line)
			}
		}
		if strings.Contains(b.String(), keptSpace) {
			t.Errorf("%s: a kept space was left", name)
		}
	}
}

func TestWrapKeepsEveryWord(t *testing.T) {
	words := strings.Repeat("a quick brown "+strings.Repeat("x", 120)+" fox ", 5)
	var s sheet
	s.wrap("    > ", words)
	got := strings.TrimPrefix(strings.TrimSpace(s.b.String()), "> ")
	if !slices.Equal(strings.Fields(got), strings.Fields(words)) {
		t.Errorf("wrapped words differ:\n%s", s.b.String())
	}
}

// TestJSON holds the keys of the report to those that other programs rely on.
func TestJSON(t *testing.T) {
	s := judge(t)
	d := parse(t, "cv.pdf", resumetest.PDF(resumetest.Sample()))
	r := check(t, s, d, Options{Job: "Required:\nGo, Kafka\nNice to have:\nTerraform"})
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"":                 "career categories claims file findings gaps grade job machine_view recoverable role role_fit schema score signals timing",
		"file":             "bytes kind name pages producer",
		"categories":       "id max points",
		"findings":         "category evidence fix id max points reason status title",
		"signals":          "evidence id level max points questions",
		"signals.evidence": "box line page quote",
		"career":           "level months software_months title undated",
		"role_fit":         "max points role",
		"gaps":             "how questions signal why",
		"claims":           "evidence questions signal",
		"claims.evidence":  "box line page quote",
		"job":              "degree languages location match parts preferred questions remote required seniority subjects tasks title traits years",
		"job.parts":        "asked evidence found id max points why",
		"job.questions":    "level questions term text",
		"job.required":     "ask evidence level max points questions signal term why",
		"machine_view":     "agreement notices",
		"timing":           "read_ms score_ms total_ms",
	} {
		if keys := keysAt(t, got, path); keys != want {
			t.Errorf("%q has the keys %s, want %s", path, keys, want)
		}
	}
	if got["schema"] != "shortlist.report/1" {
		t.Errorf("schema %v", got["schema"])
	}
	if v := got["machine_view"].(map[string]any)["agreement"]; v != 1.0 {
		t.Errorf("agreement %v of a plain page", v)
	}
}

// keysAt returns the keys of the object at the path; of a list, those of its
// first object that has what the path asks for.
func keysAt(t *testing.T, v any, path string) string {
	t.Helper()
	objects := []any{v}
	for _, key := range strings.FieldsFunc(path, func(c rune) bool { return c == '.' }) {
		var next []any
		for _, o := range objects {
			switch x := o.(map[string]any)[key].(type) {
			case []any:
				next = append(next, x...)
			default:
				next = append(next, x)
			}
		}
		objects = next
	}
	if len(objects) == 0 {
		t.Fatalf("nothing at %q", path)
	}
	var keys []string
	for k := range objects[0].(map[string]any) {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return strings.Join(keys, " ")
}

func TestJSONHasNoNullLists(t *testing.T) {
	data, err := json.Marshal(&Report{Document: &parser.Document{Agreement: -1}, Signals: []Signal{{}}, Findings: []Finding{{}}, Gaps: []Gap{{}}, Claims: []Claim{{}}, Job: &Job{Required: []Term{{}}}})
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Count(data, []byte("null")) != 1 { // the agreement
		t.Errorf("null in %s", data)
	}
	data, err = json.Marshal(&Report{Document: &parser.Document{Agreement: -1}})
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte(`"job"`)) || bytes.Count(data, []byte("null")) != 1 {
		t.Errorf("a job or null in %s", data)
	}
}

func TestJSONNumbers(t *testing.T) {
	data, err := json.Marshal(&Report{
		Document:   &parser.Document{},
		Categories: []Category{{ID: "impact", Points: 2.0 / 3, Max: 15}},
		ReadMS:     1.23456, ScoreMS: 2,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`{"id":"impact","points":0.67,"max":15}`, `"timing":{"total_ms":3.23,"read_ms":1.23,"score_ms":2}`} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("no %s in %s", want, data)
		}
	}
}

func TestSameReportEachTime(t *testing.T) {
	s := judge(t)
	for name, d := range people(t) {
		var first string
		for i := range 3 {
			r := check(t, s, d, Options{Job: "Go and Kafka"})
			r.ReadMS, r.ScoreMS = 0, 0
			data, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			if err := r.WriteText(&b); err != nil {
				t.Fatal(err)
			}
			if again := fmt.Sprintf("%s%s", data, &b); i == 0 {
				first = again
			} else if again != first {
				t.Fatalf("%s: two reports differ:\n%s", name, cmp.Diff(first, again))
			}
		}
	}
}

func TestMeaning(t *testing.T) {
	for _, tt := range []struct {
		grade    string
		evidence float64
		want     string
	}{
		{"ready", 30, "Ready to send."},
		{"close", 20, "Close."},
		{"work", 4, "A base to build on."},
		{"work", 0, "No line shows backend work: all of these points are for the form of the resume."},
		{"start", 1, "Much is still open."},
	} {
		r := &Report{Grade: tt.grade, RoleName: "backend", Categories: []Category{{ID: "impact"}, {ID: "evidence", Points: tt.evidence, Max: 40}}}
		if got := r.Meaning(); got != tt.want {
			t.Errorf("meaning of %s with %v points of evidence = %q, want %q", tt.grade, tt.evidence, got, tt.want)
		}
	}
}

func TestFigureEnd(t *testing.T) {
	for _, tt := range []struct{ text, upTo, want string }{
		{"Cut deploys from 50 minutes to 4 with canaries.", "Cut deploys from 50", "Cut deploys from 50 minutes to 4"},
		{"Cut the build from 28 to 4 minutes.", "Cut the build from 28", "Cut the build from 28 to 4 minutes"},
		{"Cut the build in 2 steps.", "Cut the build", "Cut the build"},
	} {
		s := &said{Statement: &parser.Statement{Text: tt.text}, numbers: quantities{}}
		if got := tt.text[:s.figureEnd(len(tt.upTo))]; got != tt.want {
			t.Errorf("%q up to %q: %q, want %q", tt.text, tt.upTo, got, tt.want)
		}
	}
}

func TestPassage(t *testing.T) {
	long := strings.Repeat("word ", 100)
	for _, e := range []Evidence{
		{Quote: "uptime", Context: "Kept the service at 99.95% uptime", Words: []string{"uptime"}},
		{Quote: "uptime", Context: long + "uptime " + long, Words: []string{"uptime"}},
		{Quote: "uptime", Context: long + "kept uptime", Words: []string{"uptime"}},
		{Quote: "uptime"},
	} {
		if got := e.passage(); !strings.Contains(got, "uptime") || len(got) > longestPassage+8 {
			t.Errorf("the passage is %q", got)
		}
	}
}
