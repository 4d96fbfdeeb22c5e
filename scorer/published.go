package scorer

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// PublishedJob is a job as a web page describes it for search engines.
type PublishedJob struct {
	Title, Company, Place string
	URL                   string // as the page has it; often ""
	Posted, Through       string // dates as the page has them
	Remote                bool
	Text                  string // as Options.Job takes it
}

// PublishedJobs returns the jobs that a web page, or a JSON document of the same
// (https://schema.org/JobPosting), describes.
func PublishedJobs(page string) []PublishedJob {
	var jobs []jobPosting
	if json.Valid([]byte(page)) {
		jobs = findJobPostings(json.RawMessage(page), false)
	} else if root, err := html.Parse(strings.NewReader(page)); err == nil {
		for n := range root.Descendants() {
			if isLinkedData(n) {
				jobs = append(jobs, findJobPostings(json.RawMessage(n.FirstChild.Data), false)...)
			}
		}
	}
	var out []PublishedJob
	for _, p := range jobs {
		job := PublishedJob{
			Title: html.UnescapeString(p.Title), Place: placeOf(p.Location), URL: p.URL,
			Posted: p.Posted, Through: p.Through, Remote: p.LocationType == "TELECOMMUTE", Text: p.text(),
		}
		if company := stringsIn(p.Company); len(company) > 0 {
			job.Company = html.UnescapeString(company[0])
		}
		out = append(out, job)
	}
	return out
}

// isLinkedData reports whether a node is a script of data for search engines.
func isLinkedData(n *html.Node) bool {
	return n.DataAtom == atom.Script && attribute(n, "type") == "application/ld+json" && n.FirstChild != nil
}

// TextOfHTML returns the lines of a piece of HTML, headings and items of lists
// marked as in Markdown. A text without tags stays as it is.
func TextOfHTML(piece string) string {
	if !looksLikeHTML(piece) && !strings.Contains(piece, "<") {
		return html.UnescapeString(piece)
	}
	return textOfPiece(piece)
}
