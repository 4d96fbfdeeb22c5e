package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// writeFixtures puts our own documents into a folder and makes it the current one.
func writeFixtures(t *testing.T, names ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, name := range names {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, fixtures()[name], 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// runFor runs the program and returns its exit code and standard output.
func runFor(args ...string) (int, []byte) {
	var out, messages bytes.Buffer
	exit := run(args, &terminal{in: strings.NewReader(""), out: &out, err: &messages})
	return exit, out.Bytes()
}

// The standard's own schema, as published by OASIS, must accept the log.
func TestSARIF(t *testing.T) {
	file, err := os.Open(filepath.Join("testdata", "sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	document, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("sarif.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}

	accept := func(t *testing.T, out []byte) {
		t.Helper()
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Error(err)
		}
	}
	t.Run("corpus", func(t *testing.T) {
		skipWithout(t, corpus)
		_, out := runFor("check", "--format", "sarif", filepath.Join(corpus, "pdf"), filepath.Join(corpus, "docx"), filepath.Join(corpus, "odd"))
		accept(t, out)
	})

	writeFixtures(t, "cv.pdf", "fresher.docx", "locked.pdf", "pile/b.pdf")
	for name, test := range map[string]struct {
		exit, artifacts, unread int
		args                    []string
	}{
		"several":      {exitUnread, 4, 1, []string{"cv.pdf", "locked.pdf", "fresher.docx", "pile"}},
		"one":          {exitDone, 1, 0, []string{"fresher.docx"}},
		"none is read": {exitUnread, 1, 1, []string{"a b%ü.pdf"}},
	} {
		t.Run(name, func(t *testing.T) {
			exit, out := runFor(append([]string{"check", "--format", "sarif"}, test.args...)...)
			if exit != test.exit {
				t.Errorf("exit code %d, want %d", exit, test.exit)
			}
			accept(t, out)
			checkSARIF(t, out, test.artifacts, test.unread)
		})
	}
}

// checkSARIF holds a log to what the schema cannot say.
func checkSARIF(t *testing.T, out []byte, artifacts, unread int) {
	t.Helper()
	var log sarifLog
	if err := json.Unmarshal(out, &log); err != nil || len(log.Runs) != 1 {
		t.Fatalf("%d runs, %v", len(log.Runs), err)
	}
	run := log.Runs[0]
	if n := len(run.Invocations[0].Notifications); len(run.Artifacts) != artifacts || n != unread || run.Invocations[0].ExecutionSuccessful != (unread == 0) {
		t.Errorf("%d artifacts, %d of them not read", len(run.Artifacts), n)
	}
	lines := 0
	for _, r := range run.Results {
		if rule := run.Tool.Driver.Rules[r.RuleIndex]; rule.ID != r.RuleID || rule.Help.Text == "" {
			t.Errorf("%s is at the place of %s, or has no help", r.RuleID, rule.ID)
		}
		if r.Message.Text == "" || len(r.Locations) == 0 || r.PartialFingerprints["primaryLocationLineHash"] == "" {
			t.Errorf("%s lacks a message, a place or a fingerprint", r.RuleID)
		}
		for _, l := range r.Locations {
			place := l.PhysicalLocation
			if a := run.Artifacts[*place.ArtifactLocation.Index]; a.Location.URI != place.ArtifactLocation.URI {
				t.Errorf("%s is said of %s and of %s", r.RuleID, a.Location.URI, place.ArtifactLocation.URI)
			}
			if place.Region != nil {
				lines++
				if n := len([]rune(place.Region.Snippet.Text)); place.Region.StartLine < 1 || place.Region.EndColumn != n+1 {
					t.Errorf("%s quotes %d letters from line %d to column %d", r.RuleID, n, place.Region.StartLine, place.Region.EndColumn)
				}
			}
		}
	}
	if artifacts > unread && lines == 0 {
		t.Error("nothing is found on any line")
	}
}

func TestFileURI(t *testing.T) {
	for path, want := range map[string]string{
		"cv.pdf": "cv.pdf", "a b/cv%ü.pdf": "a%20b/cv%25%C3%BC.pdf", "/home/me/cv.pdf": "file:///home/me/cv.pdf", "a:b.pdf": "./a:b.pdf", "-": "-",
	} {
		if got := fileURI(path); got != want {
			t.Errorf("fileURI(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestJUnit(t *testing.T) {
	writeFixtures(t, "cv.pdf", "nurse.pdf", "locked.pdf")
	exit, out := runFor("check", "--format", "junit", "--min-score", "70", "cv.pdf", "nurse.pdf", "locked.pdf")
	var suites junitSuites
	if err := xml.Unmarshal(out, &suites); err != nil || exit != exitUnread || len(suites.Suites) != 3 {
		t.Fatalf("exit code %d, %d suites, %v", exit, len(suites.Suites), err)
	}
	for i, want := range []struct {
		name          string
		failed, error string // cases, with spaces around each
	}{
		{"cv.pdf", " ", " "}, {"nurse.pdf", " at least 70 of 100 ", " "}, {"locked.pdf", " ", " can be read "},
	} {
		s := suites.Suites[i]
		failures, errors, skipped := 0, 0, 0
		for _, c := range s.Cases {
			if c.Failure != nil {
				failures++
			}
			if c.Failure != nil && c.Class == "score" && !strings.Contains(want.failed, " "+c.Name+" ") {
				t.Errorf("%s: %s fails: %s", s.Name, c.Name, c.Failure.Message)
			}
			if c.Error != nil {
				errors++
				if !strings.Contains(want.error, " "+c.Name+" ") || c.Error.Type != "encrypted" {
					t.Errorf("%s: %s is an error %+v", s.Name, c.Name, c.Error)
				}
			}
			if c.Skipped != nil {
				skipped++
			}
		}
		if s.Name != want.name || s.Tests != len(s.Cases) || s.Failures != failures || s.Errors != errors || s.Skipped != skipped {
			t.Errorf("%s counts %d tests, %d failures, %d errors, %d skipped; it has %d, %d, %d, %d",
				s.Name, s.Tests, s.Failures, s.Errors, s.Skipped, len(s.Cases), failures, errors, skipped)
		}
	}
	if suites.Suites[1].Cases[0].Failure == nil {
		t.Error("a score under the minimum does not fail")
	}
}
