//! No request holds the server for ever: its body has to arrive, and its answer to be ready, in time.

use std::{future::Future, io::ErrorKind, task::Poll, time::Duration};

use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{Payload, ServiceRequest, ServiceResponse},
    error::PayloadError,
    middleware::Next,
    web::{Bytes, Data},
};
use futures_util::{Stream, StreamExt, stream};
use tokio::time::{sleep, timeout};

use crate::{
    config::{Config, Limits},
    error::ApiError,
};

/// Ends what takes too long with a problem.
pub async fn keep(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let Limits { body, answer, .. } = req
        .app_data::<Data<Config>>()
        .ok_or_else(|| ApiError::Unexpected("find the limits: not configured".into()))?
        .limits;
    let payload: Payload = match req.take_payload() {
        Payload::None => Payload::None,
        payload => Payload::Stream { payload: Box::pin(within(payload, body)) },
    };
    req.set_payload(payload);
    timeout(answer, next.call(req)).await.unwrap_or_else(|_| Err(ApiError::unfinished().into()))
}

/// The body, or an error once the time is over.
fn within(mut payload: Payload, time: Duration) -> impl Stream<Item = Result<Bytes, PayloadError>> {
    let mut deadline = Box::pin(sleep(time));
    stream::poll_fn(move |context| match payload.poll_next_unpin(context) {
        Poll::Pending => deadline
            .as_mut()
            .poll(context)
            .map(|()| Some(Err(PayloadError::Io(ErrorKind::TimedOut.into())))),
        ready @ Poll::Ready(_) => ready,
    })
}
