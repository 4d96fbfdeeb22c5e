package index_test

import (
	"fmt"
	"log"

	"shortlist/index"
)

func Example() {
	text := "Cut p99 latency by caching hot rows in Redis"
	x, err := index.New([]index.Entry{{ID: "line 12", Group: "experience", Text: text}})
	if err != nil {
		log.Fatal(err)
	}
	defer x.Close()

	hits, err := x.Search(index.Query{Any: []string{"cache", "Memcached", "p99 latency"}})
	if err != nil {
		log.Fatal(err)
	}
	for _, h := range hits {
		for _, s := range h.Spans {
			fmt.Printf("%s: %q, found for %q\n", h.ID, text[s.Start:s.End], s.Term)
		}
	}
	// Output:
	// line 12: "p99 latency", found for "p99 latency"
	// line 12: "caching", found for "cache"
}
