//! Rates from the model to the wire.

use crate::wire;

impl From<model::RatePoint> for wire::RatePoint {
    fn from(point: model::RatePoint) -> Self {
        Self {
            date: point.date.to_string(),
            value: point.value.to_string(),
            provider: point.provider.as_str().to_owned(),
        }
    }
}

impl From<model::RateSeries> for wire::RateSeries {
    fn from(series: model::RateSeries) -> Self {
        Self {
            base: series.base.as_str().to_owned(),
            code: series.code.as_str().to_owned(),
            quantity: series.quantity,
            points: series.points.into_iter().map(Into::into).collect(),
            highest: series.highest.map(Into::into),
            lowest: series.lowest.map(Into::into),
        }
    }
}

impl From<engine::Converted> for wire::Converted {
    fn from(converted: engine::Converted) -> Self {
        Self {
            amount: converted.amount.to_string(),
            result: converted.result.to_string(),
            price: converted.price.to_string(),
            date: converted.date.to_string(),
        }
    }
}
