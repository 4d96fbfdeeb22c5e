package openjobs

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"

	"shortlist/scorer"
)

// errFormat says that a source is in none of the formats.
var errFormat = errors.New("it holds no open jobs in a form that is known: the JSON of Greenhouse, Lever or Ashby boards, RSS or Atom, or a web page with schema.org JobPosting")

// Limits of what is taken from a source.
const (
	maxJobs = 5000
	maxName = 200 // characters of a title, company or place
)

// parse reads the jobs of a source. What it holds decides its format. Jobs
// without a title, and those that are over, are left out.
func parse(data []byte, source string, now time.Time) ([]Job, error) {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	jobs, err := read(data, now)
	if err != nil {
		return nil, err
	}
	if len(jobs) > maxJobs {
		return nil, fmt.Errorf("it holds %d jobs, and %d at most are taken; name a smaller part of the board", len(jobs), maxJobs)
	}
	var out []Job
	for _, j := range jobs {
		j.Title, j.Company, j.Text = tidy(j.Title), tidy(j.Company), cut(j.Text)
		var places []string
		for _, p := range j.Places {
			if p = tidy(p); p != "" && !slices.Contains(places, p) {
				places = append(places, p)
			}
		}
		j.Places = places
		if j.Title == "" {
			continue
		}
		if j.URL == "" && len(jobs) == 1 {
			j.URL = source // the page is that of the job
		}
		j.URL = address(source, j.URL)
		if j.Posted.IsZero() || j.Posted.After(now) {
			j.Posted = now
		}
		j.Posted = j.Posted.UTC().Truncate(time.Second)
		out = append(out, j)
	}
	return out, nil
}

// address returns the address of a job as its source names it; "" if it is no
// web address.
func address(source, job string) string {
	u, err := url.Parse(strings.TrimSpace(job))
	if err != nil {
		return ""
	}
	if base, err := url.Parse(source); err == nil && isURL(source) {
		u = base.ResolveReference(u)
	}
	if job == "" || checkURL(u) != nil {
		return ""
	}
	return u.String()
}

func read(data []byte, now time.Time) ([]Job, error) {
	switch {
	case bytes.HasPrefix(data, []byte("{")), bytes.HasPrefix(data, []byte("[")):
		return readJSON(data, now)
	case gofeed.DetectFeedType(bytes.NewReader(data)) != gofeed.FeedTypeUnknown:
		return readFeed(data)
	}
	return readPage(data, now)
}

// readJSON tells the JSON of the boards apart by the names in their jobs.
func readJSON(data []byte, now time.Time) ([]Job, error) {
	var board struct {
		Jobs *[]json.RawMessage `json:"jobs"`
	}
	var list []json.RawMessage
	if json.Unmarshal(data, &board) == nil && board.Jobs != nil {
		list = *board.Jobs
	} else if json.Unmarshal(data, &list) != nil {
		return readPage(data, now)
	}
	var out []Job
	for i, item := range list {
		var has struct {
			Greenhouse string `json:"absolute_url"`
			Lever      string `json:"hostedUrl"`
			Ashby      string `json:"jobUrl"`
		}
		job, ok := Job{}, true
		err := json.Unmarshal(item, &has)
		switch {
		case err != nil:
		case has.Greenhouse != "":
			job, err = greenhouse(item)
		case has.Lever != "":
			job, err = lever(item)
		case has.Ashby != "":
			job, ok, err = ashby(item)
		case board.Jobs == nil:
			return readPage(data, now) // JSON-LD, which may be a list as well
		default:
			return nil, errFormat
		}
		if err != nil {
			return nil, fmt.Errorf("job %d of the board: %w", i+1, err)
		}
		if ok {
			out = append(out, job)
		}
	}
	return out, nil
}

// greenhouse reads a job of https://boards-api.greenhouse.io/v1/boards/BOARD/jobs?content=true.
func greenhouse(item []byte) (Job, error) {
	var g struct {
		Title    string `json:"title"`
		URL      string `json:"absolute_url"`
		Company  string `json:"company_name"`
		Location struct {
			Name string `json:"name"`
		} `json:"location"`
		Content   string `json:"content"` // HTML, escaped
		Published string `json:"first_published"`
		Updated   string `json:"updated_at"`
	}
	err := json.Unmarshal(item, &g)
	return Job{
		Title: g.Title, URL: g.URL, Company: g.Company, Places: placesOf(g.Location.Name), Remote: remoteOf(g.Location.Name),
		Posted: timeOf(cmp.Or(g.Published, g.Updated)), Text: posting(g.Title, scorer.TextOfHTML(html.UnescapeString(g.Content))),
	}, err
}

// lever reads a job of https://api.lever.co/v0/postings/BOARD?mode=json.
func lever(item []byte) (Job, error) {
	var l struct {
		Text       string `json:"text"`
		URL        string `json:"hostedUrl"`
		Categories struct {
			Location string   `json:"location"`
			All      []string `json:"allLocations"`
		} `json:"categories"`
		Workplace   string `json:"workplaceType"`
		Created     int64  `json:"createdAt"` // ms
		Description string `json:"descriptionPlain"`
		Additional  string `json:"additionalPlain"`
		Lists       []struct {
			Text    string `json:"text"`
			Content string `json:"content"` // items of a list, in HTML
		} `json:"lists"`
	}
	err := json.Unmarshal(item, &l)
	parts := []string{l.Description}
	for _, list := range l.Lists {
		parts = append(parts, "## "+list.Text, scorer.TextOfHTML("<ul>"+list.Content+"</ul>"))
	}
	parts = append(parts, l.Additional)
	job := Job{
		Title: l.Text, URL: l.URL, Company: boardOf(l.URL), Places: append(placesOf(l.Categories.Location), l.Categories.All...),
		Remote: cmp.Or(remoteOf(l.Workplace), remoteOf(l.Categories.Location)), Text: posting(l.Text, parts...),
	}
	if l.Created > 0 {
		job.Posted = time.UnixMilli(l.Created)
	}
	return job, err
}

// ashby reads a job of https://api.ashbyhq.com/posting-api/job-board/BOARD; false
// for one that is not listed.
func ashby(item []byte) (Job, bool, error) {
	var a struct {
		Title     string `json:"title"`
		URL       string `json:"jobUrl"`
		Location  string `json:"location"`
		Secondary []struct {
			Location string `json:"location"`
		} `json:"secondaryLocations"`
		IsRemote  *bool  `json:"isRemote"`
		Workplace string `json:"workplaceType"`
		IsListed  *bool  `json:"isListed"`
		Published string `json:"publishedAt"`
		HTML      string `json:"descriptionHtml"`
		Plain     string `json:"descriptionPlain"`
	}
	err := json.Unmarshal(item, &a)
	text := a.Plain
	if a.HTML != "" {
		text = scorer.TextOfHTML(a.HTML)
	}
	job := Job{
		Title: a.Title, URL: a.URL, Company: boardOf(a.URL), Places: placesOf(a.Location), Remote: cmp.Or(remoteOf(a.Workplace), remoteOf(a.Location)),
		Posted: timeOf(a.Published), Text: posting(a.Title, text),
	}
	if job.Remote == "" && a.IsRemote != nil && *a.IsRemote {
		job.Remote = "remote"
	}
	for _, s := range a.Secondary {
		job.Places = append(job.Places, s.Location)
	}
	return job, a.IsListed == nil || *a.IsListed, err
}

func readFeed(data []byte) ([]Job, error) {
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the feed is damaged: %w", err)
	}
	var out []Job
	for _, item := range feed.Items {
		title := scorer.TextOfHTML(item.Title)
		job := Job{Title: title, URL: item.Link, Company: feed.Title, Text: posting(title, scorer.TextOfHTML(cmp.Or(item.Content, item.Description)))}
		if len(item.Authors) > 0 && item.Authors[0].Name != "" {
			job.Company = item.Authors[0].Name
		}
		for _, at := range []*time.Time{item.PublishedParsed, item.UpdatedParsed} {
			if at != nil && job.Posted.IsZero() {
				job.Posted = *at
			}
		}
		job.Remote = remoteOf(title)
		out = append(out, job)
	}
	return out, nil
}

// readPage reads the jobs that a page describes for search engines.
func readPage(data []byte, now time.Time) ([]Job, error) {
	if !utf8.Valid(data) {
		data = bytes.ToValidUTF8(data, []byte("\ufffd"))
	}
	found := scorer.PublishedJobs(string(data))
	if len(found) == 0 {
		return nil, errFormat
	}
	var out []Job
	for _, p := range found {
		if through := timeOf(p.Through); !through.IsZero() && through.Before(now) {
			continue
		}
		job := Job{Title: p.Title, URL: p.URL, Company: p.Company, Places: placesOf(p.Place), Posted: timeOf(p.Posted), Text: p.Text}
		if p.Remote {
			job.Remote = "remote"
		}
		out = append(out, job)
	}
	return out, nil
}

// posting joins the parts of a posting under its title.
func posting(title string, parts ...string) string {
	return "# " + title + "\n\n" + strings.TrimSpace(strings.Join(parts, "\n\n")) + "\n"
}

// placesOf splits places as boards join them.
func placesOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '|' || r == '•' })
}

// remoteOf returns the way to work that a word or a place of a board says.
func remoteOf(text string) string {
	text = strings.ToLower(text)
	switch {
	case strings.Contains(text, "hybrid"):
		return "hybrid"
	case strings.Contains(text, "remote"):
		return "remote"
	case text == "onsite", text == "on-site":
		return "on-site"
	}
	return ""
}

// boardOf returns the name of the board in the address of a job, which is the
// first part of its path with Lever and Ashby.
func boardOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	name, rest, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	if rest == "" {
		return ""
	}
	return name
}

// timeOf reads a date as boards write them; the zero time if it is none.
func timeOf(text string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05.999Z0700", "2006-01-02T15:04:05", time.DateTime, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	return time.Time{}
}

// tidy makes one short line of a name, without signs that are not seen.
func tidy(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.IsSpace(r) {
			return ' '
		}
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.TrimSpace(shorten(strings.Join(strings.Fields(text), " "), maxName))
}

// cut shortens a posting to what a check takes from a form, which sends two
// characters for each end of a line.
func cut(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return shorten(text, scorer.MaxPosting-strings.Count(text, "\n"))
}

func shorten(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:max(most, 0)])
	}
	return text
}
