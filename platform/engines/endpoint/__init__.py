"""Models behind a server that speaks OpenAI's chat protocol: vLLM, Cohere's and others."""

from engines.endpoint.connection import Patience
from engines.endpoint.engines import EndpointChatModel, EndpointResponder

__all__ = ["EndpointChatModel", "EndpointResponder", "Patience"]
