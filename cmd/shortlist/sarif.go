package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"shortlist/parser"
	"shortlist/scorer"
)

// The parts of SARIF 2.1.0 that a report needs. The libraries for it write
// every empty list and default of the standard into each result.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		ColumnKind  string            `json:"columnKind"`
		Invocations []sarifInvocation `json:"invocations"`
		Artifacts   []sarifArtifact   `json:"artifacts"`
		Results     []sarifResult     `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID                   string          `json:"id"`
		Name                 string          `json:"name"`
		ShortDescription     sarifText       `json:"shortDescription"`
		Help                 sarifText       `json:"help"`
		DefaultConfiguration sarifDefault    `json:"defaultConfiguration"`
		Properties           sarifProperties `json:"properties"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifInvocation struct {
		ExecutionSuccessful bool                `json:"executionSuccessful"`
		Notifications       []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Descriptor sarifDescriptor `json:"descriptor"`
		Level      string          `json:"level"`
		Message    sarifText       `json:"message"`
		Locations  []sarifLocation `json:"locations"`
	}
	sarifDescriptor struct {
		ID string `json:"id"`
	}
	sarifArtifact struct {
		Location   sarifURI        `json:"location"`
		Length     int             `json:"length"`
		Properties sarifProperties `json:"properties,omitempty"`
	}
	sarifResult struct {
		RuleID              string            `json:"ruleId"`
		RuleIndex           int               `json:"ruleIndex"`
		Level               string            `json:"level"`
		Message             sarifText         `json:"message"`
		Locations           []sarifLocation   `json:"locations"`
		PartialFingerprints map[string]string `json:"partialFingerprints"`
		Properties          sarifProperties   `json:"properties"`
	}
	sarifLocation struct {
		PhysicalLocation sarifPlace `json:"physicalLocation"`
	}
	sarifPlace struct {
		ArtifactLocation sarifURI     `json:"artifactLocation"`
		Region           *sarifRegion `json:"region,omitempty"`
	}
	sarifURI struct {
		URI   string `json:"uri"`
		Index *int   `json:"index,omitempty"` // of the artifact
	}
	sarifRegion struct {
		StartLine   int             `json:"startLine"` // of the text as read, from 1
		StartColumn int             `json:"startColumn"`
		EndColumn   int             `json:"endColumn"`
		Snippet     sarifText       `json:"snippet"`
		Properties  sarifProperties `json:"properties"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifProperties map[string]any
)

// sarifPrinter prints one log for all documents: what is to mend, by line. A
// signal that is only named is a note; one that is absent stands nowhere, so
// that nothing can point at it.
type sarifPrinter struct {
	w   io.Writer
	run sarifRun
}

func newSARIFPrinter(w io.Writer, criteria []scorer.Criterion) *sarifPrinter {
	p := &sarifPrinter{w: w, run: sarifRun{
		Tool:        sarifTool{sarifDriver{Name: "shortlist", Version: currentBuild().name(), Rules: []sarifRule{}}},
		ColumnKind:  "unicodeCodePoints",
		Invocations: []sarifInvocation{{ExecutionSuccessful: true}},
		Artifacts:   []sarifArtifact{},
		Results:     []sarifResult{},
	}}
	for _, c := range criteria {
		level := "warning"
		if c.Category == "evidence" {
			level = "note"
		}
		p.run.Tool.Driver.Rules = append(p.run.Tool.Driver.Rules, sarifRule{
			ID: c.ID, Name: c.Title, ShortDescription: sarifText{c.Title}, Help: sarifText{c.Help},
			DefaultConfiguration: sarifDefault{level}, Properties: sarifProperties{"tags": []string{c.Category}},
		})
	}
	return p
}

func (p *sarifPrinter) print(got reading[*scorer.Report], _ bool) error {
	index := len(p.run.Artifacts)
	place := sarifPlace{ArtifactLocation: sarifURI{fileURI(got.path), &index}}
	artifact := sarifArtifact{Location: sarifURI{URI: fileURI(got.path)}, Length: got.size}
	if got.err != nil {
		invocation := &p.run.Invocations[0]
		invocation.ExecutionSuccessful = false
		invocation.Notifications = append(invocation.Notifications, sarifNotification{
			sarifDescriptor{code(got.err)}, "error", sarifText{explain(got.err)}, []sarifLocation{{place}},
		})
		p.run.Artifacts = append(p.run.Artifacts, artifact)
		return nil
	}
	r := got.result
	artifact.Properties = sarifProperties{"role": r.Role, "score": r.Score, "recoverable": r.Recoverable, "grade": r.Grade}
	p.run.Artifacts = append(p.run.Artifacts, artifact)
	for _, f := range r.Findings {
		if level := sarifLevels[f.Status]; level != "" {
			p.add(f.ID, level, f.Reason+" "+f.Fix, place, f.Evidence, f.Points, f.Max)
		}
	}
	for _, g := range r.Gaps {
		if i := slices.IndexFunc(r.Signals, func(s scorer.Signal) bool { return s.ID == g.Signal }); i >= 0 && g.Level == scorer.Named {
			p.add(g.Signal, "note", g.Label+" is only named. "+g.How, place, g.Evidence, r.Signals[i].Points, r.Signals[i].Max)
		}
	}
	return nil
}

var sarifLevels = map[scorer.Status]string{scorer.Fail: "error", scorer.Warn: "warning"}

func (p *sarifPrinter) add(rule, level, message string, place sarifPlace, evidence []scorer.Evidence, points, most float64) {
	result := sarifResult{
		RuleID: rule, RuleIndex: p.ruleIndex(rule), Level: level, Message: sarifText{message},
		Properties: sarifProperties{"points": points, "max": most},
	}
	quote := ""
	for i, e := range evidence {
		if i == 0 {
			quote = e.Quote
		}
		place.Region = &sarifRegion{
			StartLine: e.Line + 1, StartColumn: 1, EndColumn: utf8.RuneCountInString(e.Quote) + 1,
			Snippet: sarifText{e.Quote}, Properties: regionProperties(e.Page, e.Box),
		}
		result.Locations = append(result.Locations, sarifLocation{place})
	}
	if len(evidence) == 0 {
		result.Locations = []sarifLocation{{place}}
	}
	sum := sha256.Sum256([]byte(rule + "\n" + quote))
	// The name under which code hosts look for it. Made of the line as read, it
	// tells an old finding from a new one though the file is no text.
	result.PartialFingerprints = map[string]string{"primaryLocationLineHash": hex.EncodeToString(sum[:8])}
	p.run.Results = append(p.run.Results, result)
}

func regionProperties(page int, box *parser.Box) sarifProperties {
	properties := sarifProperties{"page": page}
	if box != nil {
		properties["box"] = box // [left, top, right, bottom] in points
	}
	return properties
}

func (p *sarifPrinter) ruleIndex(id string) int {
	return slices.IndexFunc(p.run.Tool.Driver.Rules, func(r sarifRule) bool { return r.ID == id })
}

func (p *sarifPrinter) end() error {
	e := json.NewEncoder(p.w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{p.run}})
}

// fileURI is the path as a URI, relative as the path is.
func fileURI(path string) string {
	u := url.URL{Path: filepath.ToSlash(path)}
	if filepath.IsAbs(path) {
		u.Scheme = "file"
	}
	return u.String()
}
