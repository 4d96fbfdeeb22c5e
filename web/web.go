// Package web serves shortlist: the pages and the API, over gin.
//
// A resume comes in as a form or as bytes (upload.go), is read and judged, and
// its report lives in memory for a while (store.go, cache.go) to be shown (report.go,
// places.go, machine.go), kept (live.go, file.go), tried with other words
// (rewrite.go), prepared for (prepsheet.go) and compared with the next version
// (changes.go). An answer to a question is held against its points (practice.go).
// Handlers return a view or an error; errors.go alone decides what a person or
// a program is told of an error. Nothing of a resume is written to disk or to
// the log.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-playground/validator/v10"
	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/semaphore"

	"shortlist/parser"
	"shortlist/prep"
	"shortlist/scorer"
	"shortlist/web/openjobs"
)

// Config says what a Server works with. Scorer and Library are required.
type Config struct {
	Log         *slog.Logger           // nil discards
	Scorer      *scorer.Scorer         // judges resumes
	Library     *prep.Library          // holds the questions
	Jobs        *openjobs.Store        // the open jobs; nil shows none
	Reader      Reader                 // reads resumes; nil reads them in this process
	Limits      parser.Limits          // of a resume; zero means parser.DefaultLimits
	Version     string                 // of the program, shown at the foot of each page
	PublicURL   string                 // where the service is reached from outside, without a slash at the end; "" means where a request was sent to
	Traffic     Traffic                // how much of it is taken at once
	Proxies     []string               // addresses or networks whose word is taken on whom they ask for
	Metrics     []prometheus.Collector // told by /metrics beside those of the server
	ReportTTL   time.Duration          // how long a report lives; 0 means an hour
	Reports     Store                  // holds the reports, for other nodes to see; nil keeps them in memory
	Batches     Store                  // holds batches with their results; nil keeps them in memory
	Documents   Store                  // holds the documents of batches until they are judged; nil keeps them in memory
	Queue       Queue                  // of the documents of batches; nil is one in memory
	MaxReports  int                    // in memory at once, the oldest goes first; 0 means 500
	MaxBatch    int                    // documents of a batch; 0 means 1,000
	BulkWorkers int                    // documents of batches that are judged at once; 0 means one for each processor
	MaxKept     int                    // bytes of files and pictures in memory with them, the oldest go first; 0 means 100 MB
}

// Reader reads documents as the functions of package parser do.
type Reader interface {
	Parse(ctx context.Context, name string, data []byte, o parser.Options) (*parser.Document, error)
	PagePicture(ctx context.Context, data []byte, page int, dpi float64) ([]byte, error)
	Ready() error // nil if documents can be read now
}

// inProcess reads documents in this process.
type inProcess struct{}

func (inProcess) Parse(ctx context.Context, name string, data []byte, o parser.Options) (*parser.Document, error) {
	return parser.Parse(ctx, name, data, o)
}

func (inProcess) PagePicture(ctx context.Context, data []byte, page int, dpi float64) ([]byte, error) {
	return parser.PagePicture(ctx, data, page, dpi)
}

func (inProcess) Ready() error { return nil }

func (c *Config) setDefaults() {
	if c.Reader == nil {
		c.Reader = inProcess{}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Limits == (parser.Limits{}) {
		c.Limits = parser.DefaultLimits()
	}
	c.Traffic.setDefaults()
	if c.ReportTTL == 0 {
		c.ReportTTL = time.Hour
	}
	if c.MaxReports == 0 {
		c.MaxReports = 500
	}
	if c.MaxKept == 0 {
		c.MaxKept = 100 << 20
	}
	if c.MaxBatch == 0 {
		c.MaxBatch = 1000
	}
	if c.BulkWorkers == 0 {
		c.BulkWorkers = runtime.GOMAXPROCS(0)
	}
	if c.Batches == nil {
		c.Batches = newMemory(memoryBatches, memoryBatched, false)
	}
	if c.Documents == nil {
		c.Documents = newMemory(memoryBatches, memoryBatched, false)
	}
	if c.Queue == nil {
		c.Queue = newMemoryQueue(memoryTasks)
	}
}

// Bounds on the batches of a node that works alone.
const (
	memoryBatches = 200
	memoryBatched = 128 << 20 // bytes of documents, and of results
	memoryTasks   = 20_000
)

// Server answers all routes of the service. Close it to end its work and drop its reports.
type Server struct {
	Config
	engine       *gin.Engine
	templates    templates
	assets       assets
	descriptions descriptions
	validate     *validator.Validate
	shared       bool    // other nodes do work as well
	reports      *memory // those that this node holds alone
	judged       *judged
	examples     []example
	samples      *sampleReports
	visitors     *visitors
	places       *semaphore.Weighted // of documents being read
	waiting      atomic.Int64        // documents that wait for one
	metrics      *metrics
	leaving      atomic.Bool
	taking       *semaphore.Weighted // of batches being taken
	watching     atomic.Int64        // who are told of the progress of a batch
	stop         context.CancelFunc  // ends the work on batches
	working      sync.WaitGroup
}

// New returns a server that is ready to answer. It fails if the configuration
// lacks a part or an embedded template does not parse.
func New(c Config) (*Server, error) {
	if c.Scorer == nil || c.Library == nil {
		return nil, fmt.Errorf("web: a scorer and a library of questions are required")
	}
	shared := c.Queue != nil
	c.setDefaults()
	s := &Server{
		Config: c, shared: shared, reports: newMemory(c.MaxReports, c.MaxKept, true), judged: newJudged(c.ReportTTL, c.MaxReports),
		visitors: newVisitors(c.Traffic), places: newPlaces(c.Traffic),
		taking: semaphore.NewWeighted(maxTaking),
	}
	var err error
	if s.metrics, err = newMetrics(c.Version, s.reports, c.Queue, c.Metrics); err != nil {
		return nil, fmt.Errorf("web: setting up metrics: %w", err)
	}
	if s.assets, err = loadAssets(); err != nil {
		return nil, fmt.Errorf("web: loading assets: %w", err)
	}
	if s.templates, err = parseTemplates(s.assets); err != nil {
		return nil, fmt.Errorf("web: parsing templates: %w", err)
	}
	if s.descriptions, err = loadDescriptions(); err != nil {
		return nil, fmt.Errorf("web: loading the description of the API: %w", err)
	}
	if s.examples, err = loadExamples(); err != nil {
		return nil, fmt.Errorf("web: loading the resume examples: %w", err)
	}
	s.samples = newSamples(s.examples)
	if s.validate, err = newValidator(c.Scorer.Roles()); err != nil {
		return nil, fmt.Errorf("web: preparing validation: %w", err)
	}
	if s.engine, err = s.routes(); err != nil {
		return nil, fmt.Errorf("web: setting up routes: %w", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.stop = cancel
	s.working.Go(func() { s.work(ctx) })
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.engine.ServeHTTP(w, r) }

var errLeaving = errors.New("it is about to end")

// Leave makes the server say that it is not ready, so that no more is sent to
// it, while it answers what comes all the same.
func (s *Server) Leave() { s.leaving.Store(true) }

// Close ends the work on batches, which other nodes take over where there are
// any, and forgets all reports of this node.
func (s *Server) Close() {
	s.stop()
	s.working.Wait()
	s.reports.clear()
	s.samples.store.clear()
}

func (s *Server) routes() (*gin.Engine, error) {
	gin.SetMode(gin.ReleaseMode) // debug mode prints to standard output
	r := gin.New()
	if err := r.SetTrustedProxies(s.Proxies); err != nil {
		return nil, err
	}
	r.HandleMethodNotAllowed = true
	r.Use(s.logRequests, s.metrics.measure, s.recoverPanics, secureHeaders, s.refuseCrossOrigin)

	get := func(path string, h gin.HandlerFunc) {
		r.Match([]string{http.MethodGet, http.MethodHead}, path, h)
	}
	get("/", s.page(s.home))
	r.POST("/check", s.limitUploads, s.page(s.postCheck))
	get("/report/:id", s.page(s.report))
	r.POST("/report/:id/delete", s.page(s.deleteReport))
	r.POST("/report/:id/check", s.limitUploads, s.page(s.postVersion))
	get("/report/:id/pages/:page", s.pagePicture)
	get("/report/:id/download", s.download)
	get("/report/:id/prep-sheet", s.prepSheet)
	get("/report/:id/machine", s.page(s.machine))
	get("/report/:id/lines", s.page(s.lines))
	r.POST("/report/:id/lines", s.limitUploads, s.page(s.postLines))
	get(questionsPath, s.page(s.roles))
	get("/interview-questions/:role", s.page(s.role))
	get("/interview-questions/:role/:question", s.page(s.question))
	r.POST("/interview-questions/:role/:question", s.limitUploads, s.page(s.postAnswer))
	get(examplesPath, s.page(s.examplesIndex))
	get("/resume-examples/:role", s.page(s.examplesPage))
	get("/resume-examples/:role/:file", s.exampleFile)
	get(openJobsPath, s.page(s.openJobs))
	get("/open-jobs/:role", s.page(s.openJobs))
	get("/search", s.page(s.search))
	get("/how-it-works", s.page(s.howItWorks))
	get("/sample-report", s.page(s.sampleReport))
	get("/styleguide", s.page(s.styleguide))
	get("/static/:file", s.static)
	get("/robots.txt", s.robots)
	get("/sitemap.xml", s.sitemap)

	r.POST("/api/v1/check", s.limitUploads, s.api(s.apiCheck))
	r.POST("/api/v1/parse", s.limitUploads, s.api(s.apiParse))
	r.POST("/api/v1/report/:id/lines", s.limitUploads, s.api(s.apiRewrite))
	r.POST("/api/v1/batches", s.limitUploads, s.api(s.postBatch))
	get("/api/v1/batches/:id", s.api(s.getBatch))
	r.DELETE("/api/v1/batches/:id", s.deleteBatch)
	r.GET("/api/v1/batches/:id/events", s.batchEvents)
	get("/api/v1/batches/:id/results", s.batchResults)
	get("/api/v1/questions", s.api(s.apiQuestions))
	get("/api/v1/questions/:question", s.api(s.apiQuestion))
	r.POST("/api/v1/answers/:question", s.limitUploads, s.api(s.apiAnswer))
	get("/openapi.json", s.openAPI)
	get("/schema/:file", s.schema)
	get("/healthz", alive)
	get("/readyz", s.ready)
	get("/metrics", gin.WrapH(s.metrics.handler()))

	r.NoRoute(func(c *gin.Context) { s.fail(c, errNotFound) })
	r.NoMethod(func(c *gin.Context) { s.fail(c, errMethod) })
	return r, nil
}

func alive(c *gin.Context) { c.String(http.StatusOK, "ok\n") }

// ready says whether documents can be read; templates, rules and questions are
// loaded before New returns. A node that cannot reach the others is ready: it
// reads what it is sent, and says that it is alone.
func (s *Server) ready(c *gin.Context) {
	err := s.Reader.Ready()
	if s.leaving.Load() {
		err = errLeaving
	}
	if err != nil {
		c.String(http.StatusServiceUnavailable, "not ready: %v\n", err)
		return
	}
	alive(c)
	if err := s.Queue.Ready(); err != nil {
		c.String(http.StatusOK, "alone: %v\n", err)
	}
}
