//! Questions to the worker and their answers.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use domain::dto::{Problem, ProblemCode};
use futures::channel::oneshot;
use js_sys::{Object, Reflect, WebAssembly};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::api::ApiError;
use crate::browser;

type Answer = Result<JsValue, ApiError>;

thread_local! {
    /// The program of the worker, compiled once.
    static PROGRAM: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// A worker and the questions that wait for its answer.
#[derive(Clone)]
pub struct Link(Rc<Ends>);

struct Ends {
    worker: Worker,
    waiting: Waiting,
    asked: Cell<u32>,
    _message: Closure<dyn Fn(MessageEvent)>,
    _error: Closure<dyn Fn(Event)>,
}

impl Drop for Ends {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

#[derive(Clone, Default)]
struct Waiting(Rc<RefCell<HashMap<u32, oneshot::Sender<Answer>>>>);

impl Waiting {
    fn answer(&self, id: u32, answer: Answer) {
        if let Some(waiting) = self.0.borrow_mut().remove(&id) {
            // Nobody waits any more when the page is gone.
            drop(waiting.send(answer));
        }
    }

    fn answer_all(&self, error: &ApiError) {
        for (_, waiting) in self.0.borrow_mut().drain() {
            drop(waiting.send(Err(error.clone())));
        }
    }
}

impl Link {
    /// Starts a worker and gives it its program.
    pub async fn start(rows: RwSignal<u32>) -> Result<Self, ApiError> {
        let program = program().await.map_err(|_| ApiError::Unreachable)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let address = browser::application_file("import-worker.js");
        let worker = Worker::new_with_options(&address, &options);
        let worker = worker.map_err(|_| ApiError::Unreachable)?;
        let waiting = Waiting::default();
        let message = Closure::new({
            let waiting = waiting.clone();
            move |event: MessageEvent| receive(&waiting, rows, &event.data())
        });
        let error = Closure::new({
            let waiting = waiting.clone();
            move |_: Event| waiting.answer_all(&broken())
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        worker.post_message(&program).map_err(|_| ApiError::Unreachable)?;
        let asked = Cell::new(0);
        Ok(Self(Rc::new(Ends { worker, waiting, asked, _message: message, _error: error })))
    }

    /// Asks for one thing; questions are answered in their order.
    pub async fn ask(&self, what: &str, with: &[(&str, &JsValue)]) -> Answer {
        let id = self.0.asked.get() + 1;
        self.0.asked.set(id);
        let question = Object::new();
        let all = [("id", &JsValue::from(id)), ("ask", &JsValue::from(what))];
        for (name, value) in all.iter().chain(with) {
            Reflect::set(&question, &JsValue::from(*name), value).map_err(|_| broken())?;
        }
        let (sender, answer) = oneshot::channel();
        self.0.waiting.0.borrow_mut().insert(id, sender);
        self.0.worker.post_message(&question).map_err(|_| broken())?;
        answer.await.unwrap_or(Err(ApiError::Stopped))
    }

    pub fn stop(&self) {
        self.0.worker.terminate();
        self.0.waiting.answer_all(&ApiError::Stopped);
    }
}

/// One message of the worker: progress, an answer, a problem, or its end.
fn receive(waiting: &Waiting, rows: RwSignal<u32>, message: &JsValue) {
    let part = |name: &str| Reflect::get(message, &JsValue::from(name)).unwrap_or_default();
    let number = |name: &str| part(name).as_f64();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts")]
    let whole = |number: f64| number as u32;
    if let Some(read) = number("rows") {
        // The page may be gone by now.
        rows.try_set(whole(read));
    } else if let Some(id) = number("id") {
        let answer = match part("problem").as_string() {
            Some(problem) => Err(told(&problem)),
            None => Ok(part("answer")),
        };
        waiting.answer(whole(id), answer);
    } else {
        waiting.answer_all(&broken());
    }
}

/// A problem in words; what is none is the end of the check.
fn told(problem: &str) -> ApiError {
    match ApiError::from_body(problem) {
        ApiError::Unreachable => broken(),
        problem => problem,
    }
}

fn broken() -> ApiError {
    let detail = "La vérification s’est arrêtée\u{a0}: le fichier est abîmé, ou trop grand pour ce \
                  navigateur. Ouvrez-le dans le tableur, gardez les lignes et les colonnes utiles, \
                  enregistrez-le de nouveau, puis recommencez.";
    ApiError::Problem(Box::new(Problem::new(ProblemCode::DamagedFile, detail.to_owned())))
}

/// The program of the worker: the page fetches it, for the worker itself reaches nothing.
async fn program() -> Result<JsValue, JsValue> {
    if let Some(program) = PROGRAM.with_borrow(Clone::clone) {
        return Ok(program);
    }
    let address = browser::application_file("import-worker_bg.wasm");
    let answer = leptos::prelude::window().fetch_with_str(&address);
    let program = JsFuture::from(WebAssembly::compile_streaming(&answer)).await?;
    PROGRAM.with_borrow_mut(|kept| *kept = Some(program.clone()));
    Ok(program)
}
