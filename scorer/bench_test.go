package scorer

import (
	"testing"

	"shortlist/parser"
)

func BenchmarkCheck(b *testing.B) {
	s, err := New()
	if err != nil {
		b.Fatal(err)
	}
	doc := parser.FromText(longResume())
	for b.Loop() {
		if _, err := s.Check(doc, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJob(b *testing.B) {
	s, err := New()
	if err != nil {
		b.Fatal(err)
	}
	doc := parser.FromText(longResume())
	for b.Loop() {
		if _, err := s.Check(doc, Options{Job: softwarePosting}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
