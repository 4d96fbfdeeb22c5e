package main

import (
	"encoding/xml"
	"fmt"
	"io"

	"shortlist/scorer"
)

// The parts of the JUnit format that build servers agree on.
type (
	junitSuites struct {
		XMLName xml.Name     `xml:"testsuites"`
		Name    string       `xml:"name,attr"`
		Suites  []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name       string          `xml:"name,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Skipped    int             `xml:"skipped,attr"`
		Time       string          `xml:"time,attr"` // seconds
		Properties []junitProperty `xml:"properties>property"`
		Cases      []junitCase     `xml:"testcase"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		Failure *junitProblem `xml:"failure"`
		Error   *junitProblem `xml:"error"`
		Skipped *junitProblem `xml:"skipped"`
		Output  string        `xml:"system-out,omitempty"`
	}
	junitProblem struct {
		Type    string `xml:"type,attr,omitempty"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// junitPrinter prints a suite for each document: a case for its score, which
// fails under the minimum, and one for each check. A warning passes and says so.
type junitPrinter struct {
	w      io.Writer
	least  int // score
	suites junitSuites
}

func (p *junitPrinter) print(got reading[*scorer.Report], _ bool) error {
	s := junitSuite{Name: got.path, Time: "0"}
	if got.err != nil {
		s.add(junitCase{Class: "file", Name: "can be read", Error: &junitProblem{Type: code(got.err), Message: explain(got.err)}})
		p.suites.Suites = append(p.suites.Suites, s)
		return nil
	}
	r := got.result
	s.Time = fmt.Sprintf("%.3f", (r.ReadMS+r.ScoreMS)/1000)
	s.Properties = []junitProperty{
		{"role", r.Role}, {"score", fmt.Sprint(r.Score)}, {"recoverable", fmt.Sprint(r.Recoverable)}, {"grade", r.Grade},
	}
	score := junitCase{Class: "score", Name: fmt.Sprintf("at least %d of 100", p.least), Output: fmt.Sprintf("%d of 100", r.Score)}
	if r.Score < p.least {
		score.Failure = &junitProblem{Type: "score", Message: fmt.Sprintf("scores %d, under the %d asked for", r.Score, p.least)}
	}
	s.add(score)
	for _, f := range r.Findings {
		s.add(findingCase(f))
	}
	p.suites.Suites = append(p.suites.Suites, s)
	return nil
}

func findingCase(f scorer.Finding) junitCase {
	c := junitCase{Class: f.Category, Name: f.ID}
	details := f.Fix
	for _, e := range f.Evidence {
		details += fmt.Sprintf("\nline %d: %s", e.Line+1, e.Quote)
	}
	switch f.Status {
	case scorer.Fail:
		c.Failure = &junitProblem{Type: string(f.Status), Message: f.Reason, Text: details}
	case scorer.Warn:
		c.Output = "warning: " + f.Reason + "\n" + details
	case scorer.Skip:
		c.Skipped = &junitProblem{Message: f.Reason}
	}
	return c
}

// add adds a case and counts it.
func (s *junitSuite) add(c junitCase) {
	s.Cases = append(s.Cases, c)
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
}

func (p *junitPrinter) end() error {
	p.suites.Name = "shortlist"
	out, err := xml.MarshalIndent(p.suites, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.w, "%s%s\n", xml.Header, out)
	return err
}
