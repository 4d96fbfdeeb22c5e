package web

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what /metrics tells: how much there is to do and how long it
// takes, nothing of any resume. The labels are of few values: a route is told by
// its pattern, since a path may hold the id of a report.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	reading  *prometheus.HistogramVec
	waiting  prometheus.Gauge
	waited   prometheus.Histogram
	alone    prometheus.Counter
	batched  *prometheus.CounterVec
}

func newMetrics(version string, reports *memory, queue Queue, more []prometheus.Collector) (*metrics, error) {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "shortlist_http_requests_total", Help: "Requests answered."}, []string{"method", "route", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "shortlist_http_request_duration_seconds", Help: "Time to the end of the answer.", Buckets: prometheus.DefBuckets}, []string{"route"}),
		reading:  prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "shortlist_reading_seconds", Help: "Time to read a document, without waiting.", Buckets: prometheus.ExponentialBuckets(0.005, 2, 11)}, []string{"kind"}),
		waiting:  prometheus.NewGauge(prometheus.GaugeOpts{Name: "shortlist_documents_waiting", Help: "Documents that wait to be read."}),
		waited:   prometheus.NewHistogram(prometheus.HistogramOpts{Name: "shortlist_waiting_seconds", Help: "Time that documents waited to be read.", Buckets: prometheus.DefBuckets}),
		alone:    prometheus.NewCounter(prometheus.CounterOpts{Name: "shortlist_reports_alone_total", Help: "Reports that this node keeps alone, as the store of all could not take them."}),
		batched:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "shortlist_batch_documents_total", Help: "Documents of batches that this node judged, by what came of it."}, []string{"outcome"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "shortlist_build_info", Help: "1, for the version that runs.", ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	held := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "shortlist_reports_held", Help: "Reports in memory."}, func() float64 { return float64(reports.len()) })
	joined := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "shortlist_cluster_joined", Help: "1 while this node reaches what it shares with others, 0 while it is alone."}, func() float64 {
		if queue.Ready() != nil {
			return 0
		}
		return 1
	})
	for _, c := range append([]prometheus.Collector{
		m.requests, m.duration, m.reading, m.waiting, m.waited, m.alone, m.batched, build, held, joined,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	}, more...) {
		if err := m.registry.Register(c); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// measure counts a request.
func (m *metrics) measure(c *gin.Context) {
	start := time.Now()
	c.Next()
	method, route := c.Request.Method, c.FullPath()
	if route == "" {
		method, route = "any", "none" // a stranger chooses both
	}
	m.requests.WithLabelValues(method, route, strconv.Itoa(c.Writer.Status())).Inc()
	m.duration.WithLabelValues(route).Observe(time.Since(start).Seconds())
}

// wait measures how long a document waits for its turn.
func (m *metrics) wait(ctx context.Context, turn func(context.Context) error) error {
	start := time.Now()
	m.waiting.Inc()
	defer m.waiting.Dec()
	err := turn(ctx)
	m.waited.Observe(time.Since(start).Seconds())
	return err
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
