// Generated from openapi.yaml by `yarn generate`; change that file.
export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "siem-forwarder",
    "version": "1",
    "description": "Health of forwarders, the form's options, and the operations that make forwarders."
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "paths": {
    "/v1/forwarders": {
      "get": {
        "operationId": "listForwarders",
        "description": "The forwarders whose entities the caller may read, worst first unless another order is asked for.",
        "parameters": [
          {
            "name": "health",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/Health"
              }
            },
            "style": "form",
            "explode": true,
            "allowReserved": true
          },
          {
            "name": "owner",
            "in": "query",
            "schema": {
              "type": "string"
            },
            "allowReserved": true
          },
          {
            "name": "siem",
            "in": "query",
            "schema": {
              "type": "string"
            },
            "allowReserved": true
          },
          {
            "name": "search",
            "in": "query",
            "schema": {
              "type": "string"
            },
            "allowReserved": true
          },
          {
            "name": "region",
            "in": "query",
            "schema": {
              "type": "string"
            },
            "allowReserved": true
          },
          {
            "name": "subscription",
            "in": "query",
            "schema": {
              "type": "string"
            },
            "allowReserved": true
          },
          {
            "name": "losing",
            "in": "query",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "sort",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/ForwarderSort"
            }
          },
          {
            "name": "order",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "asc",
                "desc"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page, and counts by health over all that match the other filters.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ForwarderList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/forwarders/by-name/{kind}/{namespace}/{name}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "getForwarder",
        "description": "All that is known of one forwarder; collected facts only, Azure is not called.",
        "responses": {
          "200": {
            "description": "The forwarder.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ForwarderHealth"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/forwarders/by-name/{kind}/{namespace}/{name}/check": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "post": {
        "operationId": "checkForwarder",
        "description": "Collects the facts of one forwarder now and judges them.",
        "responses": {
          "200": {
            "description": "The forwarder after the check.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ForwarderHealth"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/forwarders/by-name/{kind}/{namespace}/{name}/operations": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "post": {
        "operationId": "openForwarderOperation",
        "description": "Opens an operation on a forwarder that exists, on behalf of a user who has the permission of its kind and acts for the owner. The portal drives it, unless a scaffolder task is named that does.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "kind"
                ],
                "additionalProperties": false,
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "rotate",
                      "repair",
                      "change",
                      "pause",
                      "resume",
                      "adopt",
                      "decommission"
                    ]
                  },
                  "input": {
                    "type": "object",
                    "description": "What the kind asks for, the reason of a pause, what is to change, or the name of the forwarder to take down."
                  },
                  "dryRun": {
                    "type": "boolean",
                    "default": false
                  },
                  "task": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 128,
                    "description": "Id of the scaffolder task that drives it; idempotent for the same request."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "202": {
            "description": "The operation, which goes on.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Operation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/forwarders/by-name/{kind}/{namespace}/{name}/transitions": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "listTransitions",
        "description": "Changes of health, newest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of transitions.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Transition"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/forwarders/by-name/{kind}/{namespace}/{name}/uptime": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "listUptimes",
        "description": "How long forwarding worked, over a day, 30 and 90 days.",
        "responses": {
          "200": {
            "description": "The shortest period first.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Uptime"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/forwarders/by-name/{kind}/{namespace}/{name}/samples": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "listSamples",
        "description": "What passed each hop, in slots of 15 minutes, or of an hour where the period is older than 30 days; the last day when no period is asked for.",
        "parameters": [
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          }
        ],
        "responses": {
          "200": {
            "description": "Counts by hop.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ForwarderSamples"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/forwarders/by-name/{kind}/{namespace}/{name}/handover": {
      "parameters": [
        {
          "$ref": "#/components/parameters/kind"
        },
        {
          "$ref": "#/components/parameters/namespace"
        },
        {
          "$ref": "#/components/parameters/name"
        }
      ],
      "get": {
        "operationId": "getHandover",
        "description": "Instructions for a SIEM that people configure themselves.",
        "responses": {
          "200": {
            "description": "Instructions.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Handover"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/uptimes/by-refs": {
      "post": {
        "operationId": "listFleetUptimes",
        "description": "How long several forwarders worked over 30 days; those that the caller may not read are left out.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "entityRefs"
                ],
                "properties": {
                  "entityRefs": {
                    "type": "array",
                    "maxItems": 500,
                    "items": {
                      "type": "string",
                      "maxLength": 512
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "In the order in which they were asked for.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ForwarderUptime"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/summary": {
      "get": {
        "operationId": "getFleetSummary",
        "description": "The forwarders whose entities the caller may read, in numbers.",
        "responses": {
          "200": {
            "description": "Counts by health, owner and SIEM, and workspaces without a forwarder.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FleetSummary"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/audit": {
      "get": {
        "operationId": "listAudit",
        "description": "Transitions and operations of the forwarders whose entities the caller may read, newest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/auditKind"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/forwarder"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of the time line.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AuditPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/exports/forwarders": {
      "get": {
        "operationId": "exportForwarders",
        "description": "All forwarders that the list would show, as comma-separated values.",
        "parameters": [
          {
            "name": "health",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/Health"
              }
            },
            "style": "form",
            "explode": true,
            "allowReserved": true
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "name": "siem",
            "in": "query",
            "schema": {
              "type": "string"
            },
            "allowReserved": true
          },
          {
            "name": "search",
            "in": "query",
            "schema": {
              "type": "string"
            },
            "allowReserved": true
          },
          {
            "name": "region",
            "in": "query",
            "schema": {
              "type": "string"
            },
            "allowReserved": true
          },
          {
            "name": "subscription",
            "in": "query",
            "schema": {
              "type": "string"
            },
            "allowReserved": true
          },
          {
            "name": "losing",
            "in": "query",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "sort",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/ForwarderSort"
            }
          },
          {
            "name": "order",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "asc",
                "desc"
              ]
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One line a forwarder, after a line of headings.",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/exports/audit": {
      "get": {
        "operationId": "exportAudit",
        "description": "The whole time line of the audit, as comma-separated values.",
        "parameters": [
          {
            "$ref": "#/components/parameters/from"
          },
          {
            "$ref": "#/components/parameters/to"
          },
          {
            "$ref": "#/components/parameters/auditKind"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/forwarder"
          }
        ],
        "responses": {
          "200": {
            "description": "One line a transition or operation, after a line of headings.",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/registrations": {
      "get": {
        "operationId": "listRegistrations",
        "description": "Entities of the forwarders made by the portal, for the catalog; service credentials only.",
        "responses": {
          "200": {
            "description": "All of them.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/JsonObject"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/options": {
      "get": {
        "operationId": "getFormOptions",
        "description": "What the form offers to the caller.",
        "responses": {
          "200": {
            "description": "Owners, SIEM instances, vaults.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FormOptions"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/options/workspaces": {
      "get": {
        "operationId": "listWorkspaces",
        "description": "Workspaces in the scope of an owner that the caller belongs to, with connector state and production.",
        "parameters": [
          {
            "name": "owner",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string"
            },
            "allowReserved": true
          }
        ],
        "responses": {
          "200": {
            "description": "Workspaces.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/WorkspaceOption"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/options/namespace-name": {
      "get": {
        "operationId": "checkNamespaceName",
        "description": "Whether a namespace name can be used for a workspace; with no name, one is suggested.",
        "parameters": [
          {
            "name": "owner",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string"
            },
            "allowReserved": true
          },
          {
            "name": "workspaceId",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string"
            },
            "allowReserved": true
          },
          {
            "name": "name",
            "in": "query",
            "schema": {
              "type": "string"
            },
            "allowReserved": true
          }
        ],
        "responses": {
          "200": {
            "description": "The name's state.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/NamespaceNameAvailability"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/plan": {
      "post": {
        "operationId": "planForwarder",
        "description": "Everything that stands against a specification, and what would be done. Writes nothing.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "spec"
                ],
                "properties": {
                  "spec": {
                    "$ref": "#/components/schemas/ForwarderSpec"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The plan.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Plan"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/operations": {
      "get": {
        "operationId": "listOperations",
        "description": "Operations that the caller opened, or whose owner he acts for, newest first; dry runs are left out.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 512
            },
            "allowReserved": true
          },
          {
            "name": "status",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/OperationStatus"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The operations.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OperationList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/operations/{operation}/retry": {
      "parameters": [
        {
          "$ref": "#/components/parameters/operation"
        }
      ],
      "post": {
        "operationId": "retryOperation",
        "description": "Lets the portal go on with an open operation, from the step that failed; needs the permission of its kind.",
        "responses": {
          "202": {
            "description": "The operation, which goes on.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Operation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/operations/{operation}/rollback": {
      "parameters": [
        {
          "$ref": "#/components/parameters/operation"
        }
      ],
      "post": {
        "operationId": "rollBackOperation",
        "description": "Lets the portal take back what an open operation wrote; idempotent; needs the permission of its kind.",
        "responses": {
          "202": {
            "description": "The operation, which is being rolled back.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Operation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/operations/{operation}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/operation"
        }
      ],
      "put": {
        "operationId": "openOperation",
        "description": "Opens an operation on behalf of a user, who is authorised here; idempotent for the same specification.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "spec"
                ],
                "properties": {
                  "spec": {
                    "$ref": "#/components/schemas/ForwarderSpec"
                  },
                  "dryRun": {
                    "type": "boolean",
                    "default": false
                  },
                  "rollBackOnFailure": {
                    "type": "boolean",
                    "default": false,
                    "description": "A failed step rolls it back at once; left off, Retry can go on for a day."
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The operation.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Operation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      },
      "get": {
        "operationId": "getOperation",
        "responses": {
          "200": {
            "description": "The operation.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Operation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    },
    "/v1/operations/{operation}/steps/{step}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/operation"
        },
        {
          "name": "step",
          "in": "path",
          "required": true,
          "schema": {
            "$ref": "#/components/schemas/OperationStep"
          }
        }
      ],
      "put": {
        "operationId": "runStep",
        "description": "One bounded ensure of an open operation; done, or waiting with Retry-After. A client that leaves before the answer cancels it.",
        "responses": {
          "200": {
            "description": "Done or waiting.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/StepResult"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/ErrorResponse"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "kind": {
        "name": "kind",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      "namespace": {
        "name": "namespace",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      "name": {
        "name": "name",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      "owner": {
        "name": "owner",
        "in": "query",
        "schema": {
          "type": "string"
        },
        "allowReserved": true
      },
      "forwarder": {
        "name": "forwarder",
        "in": "query",
        "schema": {
          "type": "string"
        },
        "allowReserved": true
      },
      "auditKind": {
        "name": "kind",
        "in": "query",
        "schema": {
          "type": "string",
          "enum": [
            "transition",
            "operation"
          ]
        }
      },
      "from": {
        "name": "from",
        "in": "query",
        "description": "Not before (ISO 8601 with zone).",
        "schema": {
          "type": "string",
          "maxLength": 64
        },
        "allowReserved": true
      },
      "to": {
        "name": "to",
        "in": "query",
        "description": "Before (ISO 8601 with zone).",
        "schema": {
          "type": "string",
          "maxLength": 64
        },
        "allowReserved": true
      },
      "limit": {
        "name": "limit",
        "in": "query",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500,
          "default": 50
        }
      },
      "cursor": {
        "name": "cursor",
        "in": "query",
        "description": "Of a former answer to the same query.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 4096
        }
      },
      "operation": {
        "name": "operation",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 128
        }
      }
    },
    "responses": {
      "ErrorResponse": {
        "description": "An error.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorResponse"
            }
          }
        }
      }
    },
    "schemas": {
      "JsonObject": {
        "type": "object",
        "additionalProperties": true
      },
      "ErrorResponse": {
        "type": "object",
        "required": [
          "error",
          "response"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            },
            "additionalProperties": true
          },
          "request": {
            "$ref": "#/components/schemas/JsonObject"
          },
          "response": {
            "type": "object",
            "required": [
              "statusCode"
            ],
            "properties": {
              "statusCode": {
                "type": "number"
              }
            }
          }
        },
        "additionalProperties": true
      },
      "Health": {
        "type": "string",
        "enum": [
          "failing",
          "degraded",
          "unknown",
          "pending",
          "quiet",
          "healthy"
        ]
      },
      "CheckStatus": {
        "type": "string",
        "enum": [
          "failing",
          "warning",
          "unknown",
          "pending",
          "quiet",
          "ok",
          "skipped"
        ]
      },
      "Stage": {
        "type": "string",
        "enum": [
          "source",
          "export",
          "transport",
          "access",
          "delivery"
        ]
      },
      "OperationKind": {
        "type": "string",
        "enum": [
          "provision",
          "rotate",
          "repair",
          "change",
          "pause",
          "resume",
          "adopt",
          "decommission"
        ]
      },
      "OperationStatus": {
        "type": "string",
        "enum": [
          "open",
          "done",
          "rolling-back",
          "rolled-back"
        ]
      },
      "OperationStep": {
        "type": "string",
        "enum": [
          "prerequisites:check",
          "source:prepare",
          "namespace:begin",
          "application:register",
          "event-hub:create",
          "receiver:assign",
          "siem:connect",
          "export-rule:create",
          "forwarding:verify",
          "forwarder:register",
          "credential:rotate",
          "forwarder:repair",
          "forwarder:change",
          "forwarder:pause",
          "forwarder:resume",
          "forwarder:adopt",
          "forwarder:decommission"
        ]
      },
      "SiemReference": {
        "type": "object",
        "required": [
          "id",
          "title",
          "kind"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          }
        }
      },
      "Evidence": {
        "type": "object",
        "required": [
          "label",
          "value",
          "observedAt"
        ],
        "properties": {
          "label": {
            "type": "string"
          },
          "value": {
            "type": "string"
          },
          "resource": {
            "type": "string"
          },
          "observedAt": {
            "type": "string"
          }
        }
      },
      "Remedy": {
        "type": "object",
        "required": [
          "kind",
          "title",
          "text"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "repair",
              "rotate",
              "verify",
              "grant",
              "change",
              "wait"
            ]
          },
          "title": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "url": {
            "type": "string"
          }
        }
      },
      "Finding": {
        "type": "object",
        "required": [
          "checkId",
          "stage",
          "title",
          "status",
          "reason",
          "message",
          "evidence",
          "since"
        ],
        "properties": {
          "checkId": {
            "type": "string"
          },
          "stage": {
            "$ref": "#/components/schemas/Stage"
          },
          "title": {
            "type": "string"
          },
          "status": {
            "$ref": "#/components/schemas/CheckStatus"
          },
          "reason": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "evidence": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Evidence"
            }
          },
          "remedy": {
            "$ref": "#/components/schemas/Remedy"
          },
          "consequenceOf": {
            "type": "string"
          },
          "since": {
            "type": "string"
          },
          "observedAt": {
            "type": "string"
          }
        }
      },
      "StageHealth": {
        "type": "object",
        "required": [
          "stage",
          "title",
          "status",
          "detail",
          "consequence"
        ],
        "properties": {
          "stage": {
            "$ref": "#/components/schemas/Stage"
          },
          "title": {
            "type": "string"
          },
          "status": {
            "$ref": "#/components/schemas/CheckStatus"
          },
          "detail": {
            "type": "string"
          },
          "consequence": {
            "type": "boolean"
          }
        }
      },
      "Proof": {
        "type": "object",
        "required": [
          "at",
          "by"
        ],
        "properties": {
          "at": {
            "type": "string"
          },
          "by": {
            "type": "string",
            "enum": [
              "arrival",
              "marker",
              "test-incident"
            ]
          }
        }
      },
      "UptimeSlot": {
        "type": "object",
        "required": [
          "from",
          "minutes"
        ],
        "properties": {
          "from": {
            "type": "string"
          },
          "minutes": {
            "type": "number"
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "paused": {
            "type": "boolean"
          }
        }
      },
      "Uptime": {
        "type": "object",
        "required": [
          "known",
          "hours",
          "slots"
        ],
        "properties": {
          "ratio": {
            "type": "number"
          },
          "known": {
            "type": "number"
          },
          "hours": {
            "type": "number"
          },
          "slots": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/UptimeSlot"
            }
          }
        }
      },
      "ForwarderUptime": {
        "type": "object",
        "required": [
          "entityRef",
          "known",
          "hours"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "ratio": {
            "type": "number"
          },
          "known": {
            "type": "number"
          },
          "hours": {
            "type": "number"
          }
        }
      },
      "NotedValue": {
        "type": "object",
        "required": [
          "id",
          "label",
          "value"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "label": {
            "type": "string"
          },
          "value": {
            "type": "string"
          },
          "url": {
            "type": "string"
          }
        }
      },
      "ForwarderSummary": {
        "type": "object",
        "required": [
          "entityRef",
          "title",
          "health",
          "headline",
          "since"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "siem": {
            "$ref": "#/components/schemas/SiemReference"
          },
          "region": {
            "type": "string"
          },
          "subscriptionId": {
            "type": "string"
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "paused": {
            "type": "string"
          },
          "headline": {
            "type": "string"
          },
          "since": {
            "type": "string"
          },
          "lastEventAt": {
            "type": "string"
          },
          "checkedAt": {
            "type": "string"
          }
        }
      },
      "ForwarderHealth": {
        "type": "object",
        "required": [
          "entityRef",
          "title",
          "health",
          "headline",
          "since",
          "stages",
          "findings",
          "uptime",
          "values"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "siem": {
            "$ref": "#/components/schemas/SiemReference"
          },
          "region": {
            "type": "string"
          },
          "subscriptionId": {
            "type": "string"
          },
          "health": {
            "$ref": "#/components/schemas/Health"
          },
          "paused": {
            "type": "string"
          },
          "headline": {
            "type": "string"
          },
          "since": {
            "type": "string"
          },
          "lastEventAt": {
            "type": "string"
          },
          "checkedAt": {
            "type": "string"
          },
          "stages": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/StageHealth"
            }
          },
          "findings": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "remedy": {
            "$ref": "#/components/schemas/Remedy"
          },
          "detail": {
            "type": "string"
          },
          "loss": {
            "$ref": "#/components/schemas/Loss"
          },
          "cause": {
            "$ref": "#/components/schemas/Cause"
          },
          "proof": {
            "$ref": "#/components/schemas/Proof"
          },
          "secretExpiresAt": {
            "type": "string"
          },
          "uptime": {
            "$ref": "#/components/schemas/Uptime"
          },
          "values": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NotedValue"
            }
          }
        }
      },
      "ForwarderSort": {
        "type": "string",
        "enum": [
          "health",
          "title",
          "owner",
          "siem",
          "region",
          "since",
          "lastEvent"
        ]
      },
      "HealthCounts": {
        "type": "object",
        "required": [
          "failing",
          "degraded",
          "unknown",
          "pending",
          "quiet",
          "healthy"
        ],
        "properties": {
          "failing": {
            "type": "integer"
          },
          "degraded": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          },
          "pending": {
            "type": "integer"
          },
          "quiet": {
            "type": "integer"
          },
          "healthy": {
            "type": "integer"
          }
        }
      },
      "ForwarderList": {
        "type": "object",
        "required": [
          "items",
          "total",
          "counts",
          "offset"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ForwarderSummary"
            }
          },
          "total": {
            "type": "integer"
          },
          "counts": {
            "$ref": "#/components/schemas/HealthCounts"
          },
          "offset": {
            "type": "integer"
          },
          "nextCursor": {
            "type": "string"
          },
          "previousCursor": {
            "type": "string"
          }
        }
      },
      "SlotCounts": {
        "type": "array",
        "items": {
          "type": [
            "integer",
            "null"
          ]
        }
      },
      "ForwarderSamples": {
        "type": "object",
        "required": [
          "from",
          "minutes",
          "hops"
        ],
        "properties": {
          "from": {
            "type": "string"
          },
          "minutes": {
            "type": "integer"
          },
          "hops": {
            "type": "object",
            "required": [
              "rows",
              "exported",
              "incoming",
              "outgoing",
              "arrived"
            ],
            "properties": {
              "rows": {
                "$ref": "#/components/schemas/SlotCounts"
              },
              "exported": {
                "$ref": "#/components/schemas/SlotCounts"
              },
              "incoming": {
                "$ref": "#/components/schemas/SlotCounts"
              },
              "outgoing": {
                "$ref": "#/components/schemas/SlotCounts"
              },
              "arrived": {
                "$ref": "#/components/schemas/SlotCounts"
              }
            }
          }
        }
      },
      "FleetShare": {
        "type": "object",
        "required": [
          "total",
          "paused",
          "counts"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "total": {
            "type": "integer"
          },
          "paused": {
            "type": "integer"
          },
          "counts": {
            "$ref": "#/components/schemas/HealthCounts"
          }
        }
      },
      "FleetSummary": {
        "type": "object",
        "required": [
          "total",
          "paused",
          "losing",
          "counts",
          "owners",
          "siems",
          "regions",
          "subscriptions",
          "coverage"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "paused": {
            "type": "integer"
          },
          "losing": {
            "type": "integer"
          },
          "counts": {
            "$ref": "#/components/schemas/HealthCounts"
          },
          "owners": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FleetShare"
            }
          },
          "siems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FleetShare"
            }
          },
          "regions": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "subscriptions": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "coverage": {
            "type": "object",
            "required": [
              "workspaces",
              "uncovered",
              "uncounted"
            ],
            "properties": {
              "workspaces": {
                "type": "integer"
              },
              "uncovered": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "id",
                    "name",
                    "owners"
                  ],
                  "properties": {
                    "id": {
                      "type": "string"
                    },
                    "name": {
                      "type": "string"
                    },
                    "owners": {
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    }
                  }
                }
              },
              "uncounted": {
                "type": "object",
                "required": [
                  "subscriptions",
                  "resourceGroups"
                ],
                "properties": {
                  "subscriptions": {
                    "type": "integer"
                  },
                  "resourceGroups": {
                    "type": "integer"
                  }
                }
              }
            }
          }
        }
      },
      "AuditEntry": {
        "type": "object",
        "required": [
          "id",
          "kind",
          "at",
          "entityRef",
          "title",
          "what",
          "resources"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "transition",
              "operation"
            ]
          },
          "at": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "who": {
            "type": "string"
          },
          "what": {
            "type": "string"
          },
          "why": {
            "type": "string"
          },
          "resources": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "id": {
                  "type": "string"
                },
                "action": {
                  "type": "string",
                  "enum": [
                    "create",
                    "change",
                    "delete",
                    "restore",
                    "keep"
                  ]
                },
                "outcome": {
                  "type": "string",
                  "enum": [
                    "done",
                    "refused",
                    "unknown"
                  ]
                }
              }
            }
          },
          "from": {
            "$ref": "#/components/schemas/Health"
          },
          "to": {
            "$ref": "#/components/schemas/Health"
          },
          "reasons": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "cause": {
            "$ref": "#/components/schemas/Cause"
          },
          "operationId": {
            "type": "string"
          },
          "operation": {
            "$ref": "#/components/schemas/OperationKind"
          },
          "status": {
            "$ref": "#/components/schemas/OperationStatus"
          },
          "dryRun": {
            "type": "boolean"
          },
          "closedAt": {
            "type": "string"
          }
        }
      },
      "AuditPage": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AuditEntry"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "Cause": {
        "type": "object",
        "required": [
          "kind",
          "at"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "activity",
              "first-seen"
            ]
          },
          "at": {
            "type": "string"
          },
          "caller": {
            "type": "string"
          },
          "operation": {
            "type": "string"
          },
          "resource": {
            "type": "string"
          },
          "correlationId": {
            "type": "string"
          },
          "checkId": {
            "type": "string"
          },
          "because": {
            "type": "string"
          },
          "askAgain": {
            "type": "object",
            "required": [
              "after",
              "from"
            ],
            "properties": {
              "after": {
                "type": "string"
              },
              "from": {
                "type": "string"
              }
            }
          }
        }
      },
      "LostItem": {
        "type": "object",
        "required": [
          "table",
          "id",
          "title",
          "at"
        ],
        "properties": {
          "table": {
            "type": "string"
          },
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "severity": {
            "type": "string"
          },
          "at": {
            "type": "string"
          }
        }
      },
      "Loss": {
        "type": "object",
        "required": [
          "kind",
          "reason",
          "since",
          "basis",
          "estimated"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "losing",
              "window"
            ]
          },
          "reason": {
            "type": "string"
          },
          "checkId": {
            "type": "string"
          },
          "since": {
            "type": "string"
          },
          "count": {
            "type": "integer"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LostItem"
            }
          },
          "deadline": {
            "type": "string"
          },
          "basis": {
            "type": "string"
          },
          "estimated": {
            "type": "boolean"
          },
          "endedAt": {
            "type": "string"
          }
        }
      },
      "Transition": {
        "type": "object",
        "required": [
          "id",
          "entityRef",
          "at",
          "to",
          "reason",
          "reasons"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "from": {
            "$ref": "#/components/schemas/Health"
          },
          "to": {
            "$ref": "#/components/schemas/Health"
          },
          "reason": {
            "type": "string"
          },
          "reasons": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "resources": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "cause": {
            "$ref": "#/components/schemas/Cause"
          }
        }
      },
      "Handover": {
        "type": "object",
        "required": [
          "title",
          "sections"
        ],
        "properties": {
          "title": {
            "type": "string"
          },
          "sections": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "title",
                "text",
                "values"
              ],
              "properties": {
                "title": {
                  "type": "string"
                },
                "text": {
                  "type": "string"
                },
                "values": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": [
                      "label",
                      "value"
                    ],
                    "properties": {
                      "label": {
                        "type": "string"
                      },
                      "value": {
                        "type": "string"
                      }
                    }
                  }
                }
              }
            }
          }
        }
      },
      "SiemOption": {
        "type": "object",
        "required": [
          "id",
          "title",
          "kind",
          "configures",
          "verifies"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "configures": {
            "type": "boolean"
          },
          "verifies": {
            "type": "boolean"
          }
        }
      },
      "FormOptions": {
        "type": "object",
        "required": [
          "owners",
          "siems",
          "keyVaults"
        ],
        "properties": {
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "siems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SiemOption"
            }
          },
          "keyVaults": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "url"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "url": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "WorkspaceOption": {
        "type": "object",
        "required": [
          "id",
          "name",
          "region",
          "resourceGroup",
          "subscriptionId",
          "owners",
          "iotConnector",
          "incidentCreation"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "region": {
            "type": "string"
          },
          "resourceGroup": {
            "type": "string"
          },
          "subscriptionId": {
            "type": "string"
          },
          "subscriptionName": {
            "type": "string"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "sentinel": {
            "type": "boolean"
          },
          "iotConnector": {
            "type": "string",
            "enum": [
              "connected",
              "disconnected",
              "unknown"
            ]
          },
          "incidentCreation": {
            "type": "string",
            "enum": [
              "on",
              "off",
              "unknown"
            ]
          },
          "activeExportRules": {
            "type": "integer"
          },
          "production": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "table",
                "rows",
                "iotRows"
              ],
              "properties": {
                "table": {
                  "type": "string"
                },
                "rows": {
                  "type": "integer"
                },
                "iotRows": {
                  "type": "integer"
                }
              }
            }
          }
        }
      },
      "NamespaceNameAvailability": {
        "type": "object",
        "required": [
          "name",
          "state",
          "message"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "available",
              "yours",
              "taken",
              "invalid",
              "unknown"
            ]
          },
          "message": {
            "type": "string"
          }
        }
      },
      "ForwarderSpec": {
        "type": "object",
        "required": [
          "name",
          "owner",
          "workspaceId",
          "content",
          "siem",
          "namespace",
          "eventHub",
          "roleScope",
          "secret"
        ],
        "additionalProperties": false,
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "workspaceId": {
            "type": "string"
          },
          "content": {
            "type": "string",
            "enum": [
              "incidents",
              "alerts",
              "both"
            ]
          },
          "exportsWholeTable": {
            "type": "boolean"
          },
          "prepareSource": {
            "type": "boolean"
          },
          "siem": {
            "type": "string"
          },
          "namespace": {
            "type": "object",
            "required": [
              "name",
              "tier",
              "capacity"
            ],
            "additionalProperties": false,
            "properties": {
              "name": {
                "type": "string"
              },
              "resourceGroup": {
                "type": "string"
              },
              "tier": {
                "type": "string",
                "enum": [
                  "Basic",
                  "Standard",
                  "Premium"
                ]
              },
              "capacity": {
                "type": "integer"
              }
            }
          },
          "eventHub": {
            "type": "object",
            "required": [
              "name",
              "partitionCount",
              "retentionHours",
              "consumerGroup"
            ],
            "additionalProperties": false,
            "properties": {
              "name": {
                "type": "string"
              },
              "partitionCount": {
                "type": "integer"
              },
              "retentionHours": {
                "type": "integer"
              },
              "consumerGroup": {
                "type": "string"
              }
            }
          },
          "roleScope": {
            "type": "string",
            "enum": [
              "eventHub",
              "namespace"
            ]
          },
          "application": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "clientId": {
                "type": "string"
              },
              "graphPermission": {
                "type": "boolean"
              }
            }
          },
          "secret": {
            "type": "object",
            "required": [
              "lifetimeDays"
            ],
            "additionalProperties": false,
            "properties": {
              "lifetimeDays": {
                "type": "integer"
              },
              "keyVault": {
                "type": "string"
              }
            }
          }
        }
      },
      "PlannedChange": {
        "type": "object",
        "required": [
          "step",
          "action",
          "resource"
        ],
        "properties": {
          "step": {
            "$ref": "#/components/schemas/OperationStep"
          },
          "action": {
            "type": "string",
            "enum": [
              "create",
              "adopt",
              "change",
              "refuse",
              "delete",
              "keep"
            ]
          },
          "resource": {
            "type": "string"
          },
          "resourceId": {
            "type": "string"
          },
          "difference": {
            "type": "string"
          },
          "differences": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "property",
                "found",
                "wanted"
              ],
              "properties": {
                "property": {
                  "type": "string"
                },
                "found": {
                  "type": "string"
                },
                "wanted": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "Problem": {
        "type": "object",
        "required": [
          "field",
          "code",
          "message",
          "remedy",
          "severity"
        ],
        "properties": {
          "field": {
            "type": "string"
          },
          "code": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "remedy": {
            "type": "string"
          },
          "severity": {
            "type": "string",
            "enum": [
              "error",
              "warning"
            ]
          },
          "right": {
            "$ref": "#/components/schemas/MissingRight"
          }
        }
      },
      "MissingRight": {
        "type": "object",
        "required": [
          "identity",
          "role",
          "scope",
          "rights"
        ],
        "properties": {
          "identity": {
            "type": "string"
          },
          "role": {
            "type": "string"
          },
          "scope": {
            "type": "string"
          },
          "rights": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "CostEstimate": {
        "type": "object",
        "required": [
          "date",
          "days",
          "items"
        ],
        "properties": {
          "date": {
            "type": "string"
          },
          "days": {
            "type": "integer"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "meter",
                "unit",
                "basis",
                "source"
              ],
              "properties": {
                "meter": {
                  "type": "string"
                },
                "quantity": {
                  "type": "number"
                },
                "unit": {
                  "type": "string"
                },
                "basis": {
                  "type": "string"
                },
                "source": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "Plan": {
        "type": "object",
        "required": [
          "changes",
          "problems",
          "missingRights",
          "exports",
          "cost",
          "costNotice"
        ],
        "properties": {
          "changes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlannedChange"
            }
          },
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          },
          "missingRights": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MissingRight"
            }
          },
          "cost": {
            "$ref": "#/components/schemas/CostEstimate"
          },
          "exports": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "table"
              ],
              "properties": {
                "table": {
                  "type": "string"
                },
                "rows": {
                  "type": "integer"
                },
                "iotRows": {
                  "type": "integer"
                },
                "bytes": {
                  "type": "integer"
                }
              }
            }
          },
          "costNotice": {
            "type": "string"
          }
        }
      },
      "StepResult": {
        "type": "object",
        "required": [
          "step",
          "status",
          "message",
          "changes",
          "outputs"
        ],
        "properties": {
          "step": {
            "$ref": "#/components/schemas/OperationStep"
          },
          "status": {
            "type": "string",
            "enum": [
              "done",
              "waiting"
            ]
          },
          "message": {
            "type": "string"
          },
          "retryAfterSeconds": {
            "type": "integer"
          },
          "changes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlannedChange"
            }
          },
          "outputs": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          },
          "plan": {
            "$ref": "#/components/schemas/Plan"
          }
        }
      },
      "Operation": {
        "type": "object",
        "required": [
          "id",
          "kind",
          "status",
          "driver",
          "actor",
          "entityRef",
          "spec",
          "dryRun",
          "openedAt",
          "steps",
          "values"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "kind": {
            "$ref": "#/components/schemas/OperationKind"
          },
          "status": {
            "$ref": "#/components/schemas/OperationStatus"
          },
          "driver": {
            "type": "string",
            "enum": [
              "task",
              "portal"
            ]
          },
          "actor": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "spec": {
            "$ref": "#/components/schemas/ForwarderSpec"
          },
          "input": {
            "$ref": "#/components/schemas/JsonObject"
          },
          "dryRun": {
            "type": "boolean"
          },
          "rollBackOnFailure": {
            "type": "boolean"
          },
          "openedAt": {
            "type": "string"
          },
          "closedAt": {
            "type": "string"
          },
          "steps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/StepResult"
            }
          },
          "failures": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "step",
                "message",
                "at"
              ],
              "properties": {
                "step": {
                  "$ref": "#/components/schemas/OperationStep"
                },
                "message": {
                  "type": "string"
                },
                "at": {
                  "type": "string"
                }
              }
            }
          },
          "idleSince": {
            "type": "string"
          },
          "rollBack": {
            "type": "string"
          },
          "values": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NotedValue"
            }
          }
        }
      },
      "OperationList": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Operation"
            }
          }
        }
      }
    }
  }
} as const;
