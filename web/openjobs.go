package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"shortlist/web/openjobs"
)

// The pages of open jobs, which boards publish and the operator takes in. Their
// texts are those of strangers: text, nothing else.

const openJobsPath = "/open-jobs"

var errJobGone = &problem{
	status: http.StatusNotFound, code: "job-gone", title: "This job is not listed any more",
	detail: "Its board has taken it down, or the address is wrong.",
	fix:    "Look through the page /open-jobs, or paste the text of the posting into the form of the start page.",
}

// jobsOnPage is how many jobs stand on a page, and lastJobsPage how far one
// may turn; beyond that, filters find better.
const (
	jobsOnPage   = 20
	lastJobsPage = 200
)

// jobFilter is what a visitor asks of the list.
type jobFilter struct {
	Words  string `validate:"max=200"`
	Place  string `validate:"max=200"`
	Remote string `validate:"omitempty,oneof=remote hybrid on-site"`
	Level  string `validate:"omitempty,oneof=entry mid senior lead"`
	Page   int    `validate:"min=1"`
}

type openJobsPage struct {
	base
	Path                   string
	Label                  string // who has the role; "" for all roles
	Role                   string // its id
	Any                    bool   // there are jobs, whatever is asked for
	Filter                 jobFilter
	Filtered               bool
	Total                  int
	Roles                  []jobsOfRole
	Places, Remote, Levels []jobChoice
	Jobs                   []openJob
	Pages                  int
	Previous, Next         string // addresses; "" at the ends
}

// jobsOfRole says how many jobs there are for a role.
type jobsOfRole struct {
	ID, Label string
	Jobs      int
}

// jobChoice is an option of a filter.
type jobChoice struct {
	openjobs.Choice
	Selected bool
}

// openJob is a job as the list has it.
type openJob struct {
	openjobs.Job
	Label string // who has its role
}

// Date returns the day of the posting.
func (j openJob) Date() string { return j.Posted.Format("2 January 2006") }

// Facts returns in a line what is known of the job beside its title.
func (j openJob) Facts() string {
	facts := []string{j.Company, strings.Join(j.Places, "; "), j.Remote, j.Level}
	return strings.Join(slices.DeleteFunc(facts, func(s string) bool { return s == "" }), " · ")
}

func (s *Server) openJobs(c *gin.Context) (view, error) {
	page := openJobsPage{base: s.base("Open jobs for engineers", "jobs"), Path: openJobsPath}
	page.Description = "Open jobs as companies publish them, by role, to check a resume against."
	way := []crumb{{"Open jobs", openJobsPath}}
	if id := c.Param("role"); id != "" {
		role, ok := s.Scorer.Role(id)
		if !ok {
			return view{}, errQuestion
		}
		page.Role, page.Label, page.Path = id, role.Title(), openJobsOf(id)
		page.Title = "Open jobs: " + page.Label
		way = append(way, crumb{page.Label, page.Path})
	}
	page.Address = s.address(c, page.Path)
	page.Structured = []any{s.crumbs(c, way...)}
	f := jobFilter{Words: strings.TrimSpace(c.Query("q")), Place: c.Query("place"), Remote: c.Query("remote"), Level: c.Query("level"), Page: 1}
	if n := c.Query("page"); n != "" {
		f.Page, _ = strconv.Atoi(n) // what is no number is page 0, which is refused
	}
	if err := s.valid(f); err != nil {
		return view{}, err
	}
	if f.Page > lastJobsPage {
		return view{}, errNotFound
	}
	page.Filter, page.Filtered = f, f != jobFilter{Page: f.Page}
	roles, err := s.jobsByRole()
	if err != nil {
		return view{}, err
	}
	page.Roles, page.Any = roles, len(roles) > 0
	page.NoIndex = page.Filtered || !page.Any
	if page.Any {
		if err := s.findJobs(&page); err != nil {
			return view{}, err
		}
	}
	return view{name: "open-jobs", data: page, shared: true}, nil
}

// findJobs fills a page with what its filter finds.
func (s *Server) findJobs(page *openJobsPage) error {
	f := page.Filter
	found, err := s.Jobs.Search(openjobs.Query{
		Words: f.Words, Role: page.Role, Place: f.Place, Remote: f.Remote, Level: f.Level, From: (f.Page - 1) * jobsOnPage, Size: jobsOnPage,
	})
	if err != nil {
		return fmt.Errorf("searching the open jobs: %w", err)
	}
	if f.Page > 1 && len(found.Jobs) == 0 {
		return errNotFound
	}
	page.Total = found.Total
	page.Pages = min((found.Total+jobsOnPage-1)/jobsOnPage, lastJobsPage)
	for _, j := range found.Jobs {
		page.Jobs = append(page.Jobs, openJob{j, s.roleTitle(j.Role)})
	}
	page.Places, page.Remote, page.Levels = choices(found.Places, f.Place), choices(found.Remote, f.Remote), choices(found.Levels, f.Level)
	if f.Page > 1 {
		page.Previous = f.address(page.Path, f.Page-1)
	}
	if f.Page < page.Pages {
		page.Next = f.address(page.Path, f.Page+1)
	}
	return nil
}

// choices are the options of a filter, with what is chosen even if nothing has it.
func choices(all []openjobs.Choice, chosen string) []jobChoice {
	var out []jobChoice
	seen := chosen == ""
	for _, x := range all {
		out = append(out, jobChoice{x, x.Value == chosen})
		seen = seen || x.Value == chosen
	}
	if !seen {
		out = append(out, jobChoice{openjobs.Choice{Value: chosen}, true})
	}
	return out
}

// address returns that of a page of what the filter finds.
func (f jobFilter) address(path string, page int) string {
	q := url.Values{}
	for name, value := range map[string]string{"q": f.Words, "place": f.Place, "remote": f.Remote, "level": f.Level} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

func openJobsOf(role string) string { return openJobsPath + "/" + role }

// jobsByRole returns the roles that there are open jobs for; none without data.
func (s *Server) jobsByRole() ([]jobsOfRole, error) {
	if s.Jobs == nil {
		return nil, nil
	}
	counts, err := s.Jobs.Roles()
	if err != nil {
		return nil, fmt.Errorf("counting the open jobs: %w", err)
	}
	var out []jobsOfRole
	for _, id := range s.Scorer.Roles() {
		if n := counts[id]; n > 0 {
			out = append(out, jobsOfRole{id, s.roleTitle(id), n})
		}
	}
	return out, nil
}

// countedJobs is jobsByRole for pages that do without if they cannot be counted.
func (s *Server) countedJobs() []jobsOfRole {
	roles, err := s.jobsByRole()
	if err != nil {
		s.Log.Error("open jobs", "error", err)
	}
	return roles
}

func (s *Server) hasJobs() bool { return len(s.countedJobs()) > 0 }

// jobsFor returns how many open jobs there are for a role.
func (s *Server) jobsFor(role string) int {
	for _, r := range s.countedJobs() {
		if r.ID == role {
			return r.Jobs
		}
	}
	return 0
}

// fillIn puts the posting of an open job into a form.
func (s *Server) fillIn(f *form, id string) (openjobs.Job, error) {
	if s.Jobs == nil {
		return openjobs.Job{}, errJobGone
	}
	job, err := s.Jobs.Job(id)
	if errors.Is(err, openjobs.ErrGone) {
		return openjobs.Job{}, errJobGone
	}
	if err != nil {
		return openjobs.Job{}, fmt.Errorf("reading an open job: %w", err)
	}
	f.Job, f.Role = job.Text, cmp.Or(job.Role, f.Role)
	return job, nil
}
