//! Measures for the operator, in the text format of Prometheus.

use std::time::Duration;

use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounterVec, IntGauge, Opts, Registry, TextEncoder,
};

/// The measures of this server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    connections_used: IntGauge,
    connections_open: IntGauge,
}

impl Metrics {
    /// Measures that all start at zero.
    pub fn new() -> prometheus::Result<Self> {
        let opts = Opts::new("consores_http_requests_total", "Requests answered");
        let requests = IntCounterVec::new(opts, &["method", "route", "status"])?;
        let opts = HistogramOpts::new("consores_http_request_seconds", "Time to answer a request")
            .buckets(vec![0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 60.0]);
        let durations = HistogramVec::new(opts, &["method", "route"])?;
        let connections_used =
            IntGauge::new("consores_database_connections_used", "Database connections in use")?;
        let connections_open =
            IntGauge::new("consores_database_connections_open", "Database connections open")?;
        let registry = Registry::new();
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(durations.clone()))?;
        registry.register(Box::new(connections_used.clone()))?;
        registry.register(Box::new(connections_open.clone()))?;
        Ok(Self { registry, requests, durations, connections_used, connections_open })
    }

    /// Counts one answer.
    pub fn observe(&self, method: &str, route: &str, status: u16, elapsed: Duration) {
        self.requests.with_label_values(&[method, route, &status.to_string()]).inc();
        self.durations.with_label_values(&[method, route]).observe(elapsed.as_secs_f64());
    }

    /// All measures as text; the pool is looked at now.
    pub fn text(&self, (used, open): (u32, u32)) -> prometheus::Result<String> {
        self.connections_used.set(used.into());
        self.connections_open.set(open.into());
        let mut text = Vec::new();
        TextEncoder::new().encode(&self.registry.gather(), &mut text)?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }
}
