package main

import (
	"context"
	"testing"

	"shortlist/parser"
	"shortlist/parser/resumetest"
	"shortlist/scorer"
)

// BenchmarkReport makes a whole report of one page, warm: reading, signals,
// checks, score.
func BenchmarkReport(b *testing.B) {
	s, err := scorer.New()
	if err != nil {
		b.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"pdf":  resumetest.PDF(resumetest.Sample()),
		"docx": resumetest.DOCX(resumetest.Sample()),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				doc, err := parser.Parse(context.Background(), name, data, parser.Options{Reader: parser.ReaderStream})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.Check(doc, scorer.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
