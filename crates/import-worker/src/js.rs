//! [`Session`] as JavaScript sees it.

use std::cell::Cell;
use std::ops::ControlFlow;

use checker::{ImportContext, Place};
use domain::dto::{
    IssueQuery, MappingChoice, Problem, ProblemCode, PseudonymSecretInForce, RowRepair,
};
use domain::import::FileProblem;
use domain::pseudonym::NotASecret;
use js_sys::{Date, Function};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::session::{Opening, Session};

/// Time between two reports of progress, in milliseconds.
const PACE: f64 = 100.0;

/// What a check takes: the columns, and for resistances the secret.
#[derive(Deserialize)]
struct Checking {
    mapping: MappingChoice,
    secret: Option<PseudonymSecretInForce>,
}

/// The file that is being checked.
#[wasm_bindgen(js_name = Session)]
#[derive(Debug)]
pub struct JsSession(Session);

#[wasm_bindgen(js_class = Session)]
impl JsSession {
    /// Reads a file; `progress` is called with the rows read so far.
    pub fn open(
        bytes: Vec<u8>,
        opening: &str,
        context: Option<String>,
        progress: &Function,
    ) -> Result<JsSession, String> {
        let known = context.map(|text| in_force(&text)).transpose()?;
        let opening: Opening = from_json(opening)?;
        Session::open(bytes, opening, known, &report(progress)).map(Self).map_err(told)
    }

    pub fn inspection(&self) -> Result<String, String> {
        to_json(&self.0.inspection())
    }

    pub fn move_to(&mut self, place: &str, progress: &Function) -> Result<(), String> {
        let place: Place = from_json(place)?;
        self.0.move_to(place, &report(progress)).map_err(told)
    }

    pub fn check(&mut self, checking: &str) -> Result<(), String> {
        let Checking { mapping, secret } = from_json(checking)?;
        let secret = secret
            .map(|in_force| Ok((in_force.version, in_force.secret.parse()?)))
            .transpose()
            .map_err(|error: NotASecret| error.to_string())?;
        self.0.check(&mapping, secret).map_err(told)
    }

    pub fn set_context(&mut self, context: &str) -> Result<(), String> {
        self.0.set_context(in_force(context)?);
        Ok(())
    }

    pub fn add_structure(
        &mut self,
        bytes: Vec<u8>,
        file_name: &str,
        progress: &Function,
    ) -> Result<(), String> {
        self.0.add_structure(bytes, file_name, &report(progress)).map_err(told)
    }

    pub fn verdict(&mut self) -> Result<String, String> {
        to_json(&self.0.verdict().map_err(told)?)
    }

    pub fn issues(&self, query: &str) -> Result<String, String> {
        let query: IssueQuery = from_json(query)?;
        to_json(&self.0.issues(&query).map_err(told)?)
    }

    pub fn row(&self, row: u32) -> Result<String, String> {
        to_json(&self.0.row(row).map_err(told)?)
    }

    pub fn repair(&mut self, row: u32, repair: &str) -> Result<(), String> {
        let repair: RowRepair = from_json(repair)?;
        self.0.repair(row, repair).map_err(told)
    }

    pub fn offers(&self) -> Result<String, String> {
        to_json(&self.0.offers().map_err(told)?)
    }

    pub fn take_offers(&mut self) -> Result<(), String> {
        self.0.take_offers().map_err(told)
    }

    /// The bytes of a workbook.
    pub fn annotated(&self) -> Result<Vec<u8>, String> {
        self.0.annotated().map_err(told)
    }

    pub fn issues_csv(&self) -> Result<String, String> {
        self.0.issues_csv().map_err(told)
    }

    /// The checked file as it is sent, JSON.
    pub fn checked_file(&self) -> Result<String, String> {
        to_json(self.0.checked().map_err(told)?)
    }
}

/// Reports rows at a pace that a page can follow.
fn report(progress: &Function) -> impl Fn(usize) -> ControlFlow<()> + '_ {
    let last = Cell::new(Date::now());
    move |rows| {
        let now = Date::now();
        if now - last.get() >= PACE {
            last.set(now);
            // A page that does not listen any more stops nothing.
            progress.call1(&JsValue::NULL, &JsValue::from_f64(rows as f64)).ok();
        }
        ControlFlow::Continue(())
    }
}

/// What the server says of the establishment; a page older than the server cannot read it.
fn in_force(context: &str) -> Result<ImportContext, String> {
    from_json(context).map_err(|_| {
        let detail =
            "Une nouvelle version du site est en service. Rechargez la page, puis reprenez.";
        told(FileProblem::new(ProblemCode::Invalid, detail))
    })
}

/// The problem of a file as the API tells it.
fn told(problem: FileProblem) -> String {
    let FileProblem { code, detail } = problem;
    let problem = Problem::new(code, detail);
    to_json(&problem).unwrap_or_default()
}

fn to_json<T: Serialize>(value: &T) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}
