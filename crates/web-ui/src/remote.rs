//! Data of the server, read again when what the request depends on changes.
//!
//! A thin typed cover over one [`LocalResource`]: the machinery is compiled once for all types,
//! which a first load over a hospital's network notices.

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use crate::api::ApiError;

type Answer = Result<Rc<dyn Any>, ApiError>;

/// An answer of the API that is on its way, there, or refused.
pub struct Remote<T> {
    resource: LocalResource<Answer>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Remote<T> {}

impl<T: 'static> Remote<T> {
    /// Signals that `fetch` reads before its first `await` make it run again.
    pub fn new<F>(fetch: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        let fetch: Box<dyn Fn() -> LocalBoxFuture<'static, Answer>> = Box::new(move || {
            fetch().map(|answer| answer.map(|found| Rc::new(found) as Rc<dyn Any>)).boxed_local()
        });
        Self { resource: LocalResource::new(fetch), of: PhantomData }
    }

    /// `None` until the first answer; while it is read again, the last one.
    pub fn get(self) -> Option<Result<Rc<T>, ApiError>> {
        match self.resource.get()? {
            Ok(found) => found.downcast().ok().map(Ok),
            Err(error) => Some(Err(error)),
        }
    }

    /// The answer, when there is one and it is no refusal.
    pub fn content(self) -> Option<Rc<T>> {
        self.get().and_then(Result::ok)
    }

    /// Reads again.
    pub fn refetch(self) {
        self.resource.refetch();
    }
}
