//! What the web server alone can do: one actix handler that answers every request with the bytes of a file.
//!
//! `bare_answers ADDRESS WORKERS FILE`: the peer of cached answers in `scripts/bench-nation`. An `If-None-Match` is
//! answered with 304, whatever it names.

use std::{env, error::Error, fs};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    http::header::{CONTENT_TYPE, IF_NONE_MATCH},
    web::{self, Bytes, Data},
};

#[actix_web::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = env::args().skip(1).collect();
    let [address, workers, file] = &words[..] else {
        return Err("usage: bare_answers ADDRESS WORKERS FILE".into());
    };
    let answer = Data::new(Bytes::from(fs::read(file)?));
    let server = HttpServer::new(move || {
        App::new().app_data(answer.clone()).default_service(web::to(bytes))
    });
    Ok(server.workers(workers.parse()?).tcp_nodelay(true).bind(address)?.run().await?)
}

async fn bytes(request: HttpRequest, answer: Data<Bytes>) -> HttpResponse {
    if request.headers().contains_key(IF_NONE_MATCH) {
        return HttpResponse::NotModified().finish();
    }
    let body = Bytes::clone(&answer);
    HttpResponse::Ok().insert_header((CONTENT_TYPE, "application/json")).body(body)
}
